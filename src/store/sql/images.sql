-- States are enum image_state: 1 wanted, 2 shown, 3 failed, 4 hidden, 5 banned.
-- Operations of article_log: 1 new, 2 revised, 3 state, 4 image.

-- IMAGE_BY_URL(:url text) -> id int   one row
SELECT id FROM image WHERE url = :url;

-- IMAGE_ADD(:url text, :outlet int, :now int)   wanted
INSERT INTO image (url, outlet_id, state, due_s) VALUES (:url, :outlet, 1, :now);

-- IMAGE_BY_ID(:id int) -> image columns, bytes blob   one row
SELECT i.id, url, state, mime, width, height, hash, tries, due_s, outlet_id,
	b.bytes
FROM image i LEFT JOIN image_bytes b ON b.image_id = i.id WHERE i.id = :id;

-- IMAGE_LOOK(:id int) -> state int   one row
SELECT state FROM image WHERE id = :id;

-- IMAGE_DUE(:now int, :after int, :limit int) -> image columns   wanted ones
SELECT id, url, state, mime, width, height, hash, tries, due_s, outlet_id
FROM image WHERE state = 1 AND id > :after AND due_s <= :now
ORDER BY id LIMIT :limit;

-- IMAGE_STATE() -> count int, due int   of wanted ones
SELECT count(*), coalesce(min(due_s), 0) FROM image WHERE state = 1;

-- IMAGE_PUT(:id int, ...)   hidden and banned ones keep their state
UPDATE image SET mime = :mime, width = :width, height = :height, hash = :hash,
	state = CASE
		WHEN state IN (4, 5) THEN state
		WHEN EXISTS (SELECT 1 FROM image WHERE hash <> 0
			AND hash = :hash AND state = 5) THEN 5
		ELSE 2 END
WHERE id = :id;

-- IMAGE_BYTES_PUT(:id int, :bytes blob)   insert or replace
INSERT INTO image_bytes (image_id, bytes) VALUES (:id, :bytes)
ON CONFLICT (image_id) DO UPDATE SET bytes = excluded.bytes;

-- IMAGE_FAILED(:id int)   not to be had
UPDATE image SET state = 3 WHERE id = :id AND state = 1;

-- IMAGE_RETRY(:id int, :due int)   one more failed try
UPDATE image SET tries = tries + 1, due_s = :due WHERE id = :id;

-- IMAGE_STAMP(:id int) -> hash int, fetched int   one row
SELECT hash, EXISTS (SELECT 1 FROM image_bytes WHERE image_id = :id)
FROM image WHERE id = :id;

-- IMAGE_BAN_TWINS(:hash int)   the same picture under other addresses
UPDATE image SET state = 5
WHERE hash <> 0 AND hash = :hash AND state IN (2, 4);

-- IMAGE_LOG_TWINS(:hash int, :now int)   their articles look different now
INSERT INTO article_log (article_id, op, at_s)
SELECT a.id, 4, :now FROM image i JOIN article a ON a.image_id = i.id
WHERE i.hash <> 0 AND i.hash = :hash AND i.state IN (2, 4);

-- IMAGE_SET_STATE(:id int, :state int)   a decision
UPDATE image SET state = :state WHERE id = :id;

-- IMAGE_HIDE(:id int)   reported often enough
UPDATE image SET state = 4 WHERE id = :id AND state = 2;

-- IMAGE_LOG(:id int, :now int)   its articles look different now
INSERT INTO article_log (article_id, op, at_s)
SELECT id, 4, :now FROM article WHERE image_id = :id;

-- REPORT_ADD(:kind int, :target int, :reporter blob, :now int)   once a person
INSERT INTO report (kind, target, reporter, at_s)
VALUES (:kind, :target, :reporter, :now)
ON CONFLICT (kind, target, reporter) DO NOTHING;

-- REPORT_COUNT(:kind int, :target int) -> people int   one row
SELECT count(*) FROM report
WHERE kind = :kind AND target = :target AND counts = 1;

-- REPORT_FORGET(:kind int, :target int)   they no longer count
UPDATE report SET counts = 0 WHERE kind = :kind AND target = :target;

-- REPORT_LIST(:limit int) -> kind, target, people, first, last, state, title, url   latest first
SELECT r.kind, r.target, sum(r.counts), min(r.at_s), max(r.at_s) AS last,
	CASE r.kind WHEN 0 THEN (SELECT state FROM image WHERE id = r.target)
		ELSE (SELECT state FROM article WHERE id = r.target) END,
	coalesce(CASE r.kind
		WHEN 0 THEN (SELECT title FROM article
			WHERE image_id = r.target LIMIT 1)
		ELSE (SELECT title FROM article WHERE id = r.target) END, ''),
	coalesce(CASE r.kind
		WHEN 0 THEN (SELECT url FROM image WHERE id = r.target)
		ELSE (SELECT url FROM article WHERE id = r.target) END, '')
FROM report r GROUP BY r.kind, r.target ORDER BY last DESC LIMIT :limit;
