-- Search has an index of its own, beside the database (docs/search.md).
DROP TABLE fulltext;
