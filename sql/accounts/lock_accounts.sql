-- One process at a time makes accounts, until the transaction ends.
lock table accounts in share row exclusive mode
