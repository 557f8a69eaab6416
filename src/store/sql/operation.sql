-- Parts of a transaction that are kept or undone as one.

-- OPERATION_BEGIN()   what follows can be undone
SAVEPOINT operation;

-- OPERATION_END()   it is the transaction's now
RELEASE operation;
