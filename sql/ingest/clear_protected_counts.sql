-- Takes away the protected counts of slices. $1 slice_id int[].
delete from protected_counts where slice_id = any($1::int[])
