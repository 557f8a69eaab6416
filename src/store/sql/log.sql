-- The log of changes that readers may see; image changes (4) are not search's.

-- LOG_AFTER(:after int, :limit int) -> seq int, article int, op int   in order
SELECT seq, article_id, op FROM article_log
WHERE seq > :after ORDER BY seq LIMIT :limit;

-- LOG_ENTRY(:seq int) -> article int, op int, at int   one row
SELECT article_id, op, at_s FROM article_log WHERE seq = :seq;

-- LOG_ARTICLE(:id int) -> state int, story int, copy int, sort int, outlet int, hash int, title text, byline text, language text, topic text   one row
SELECT
	state, iif(story_id = 0, id, story_id), copy_of, sort_s, outlet_id,
	text_hash, title, byline, language, topic
FROM article WHERE id = :id;

-- ARTICLE_SHOWN_AFTER(:after int, :limit int) -> id int, sort int, outlet int   by id
SELECT id, sort_s, outlet_id FROM article
WHERE id > :after AND state = 0 ORDER BY id LIMIT :limit;
