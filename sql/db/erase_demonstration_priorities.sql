-- Takes the entries of the demonstration county away, with their history and what is public of them. What people wrote stays, as plans and sites do.
delete from priorities where synthetic
