-- VERIFY_PAGES() -> answer text   "ok", or the first thing that is wrong
PRAGMA integrity_check(1);

-- VERIFY_REFERENCES() -> rowid int   rows that refer to nothing
SELECT coalesce("rowid", 0) FROM pragma_foreign_key_check;

-- VERIFY_NO_BODY() -> id int   articles without a text
SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM body);

-- VERIFY_BODIES() -> id int, size int, bytes blob   present and older texts
SELECT article_id, size, bytes FROM body
UNION ALL SELECT article_id, size, bytes FROM revision;

-- STATS(:hidden int, :banned int, :shown int) -> figures   one row
SELECT (SELECT count(*) FROM outlet), (SELECT count(*) FROM feed),
	(SELECT count(*) FROM article), (SELECT count(*) FROM revision),
	(SELECT count(*) FROM image WHERE state IN (:shown, :hidden, :banned)),
	(SELECT count(*) FROM image WHERE state IN (:hidden, :banned)),
	(SELECT count(*) FROM report), (SELECT count(*) FROM frontier),
	(SELECT page_count * page_size FROM pragma_page_count(),
		pragma_page_size()),
	(SELECT count(*) FROM outlet_line WHERE share > 0),
	(SELECT count(*) FROM outlet_rule WHERE alarm = 1);

-- VERIFY_COPIES() -> id int   copies of what is no article, or a copy itself
SELECT c.id FROM article c LEFT JOIN article h ON h.id = c.copy_of
WHERE c.copy_of <> 0 AND (h.id IS NULL OR h.copy_of <> 0);

-- VERIFY_STORIES() -> id int   articles of a story that its first is not of; removed ones may have lost theirs
SELECT a.id FROM article a LEFT JOIN article f ON f.id = a.story_id
WHERE a.story_id <> 0 AND (f.id IS NULL OR a.story_id > a.id
	OR (f.story_id <> a.story_id AND a.state <> 2));

-- VERIFY_FACES() -> story int   stories on lists that are part of another
SELECT f.story_id FROM story_face f JOIN article a ON a.id = f.story_id
WHERE a.story_id NOT IN (0, f.story_id);
