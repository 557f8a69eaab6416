-- The log of changes that readers may see; image changes (4) are not search's.

-- LOG_AFTER(:after int, :limit int) -> seq int, article int, op int   in order
SELECT seq, article_id, op FROM article_log
WHERE seq > :after ORDER BY seq LIMIT :limit;

-- LOG_ENTRY(:seq int) -> article int, op int, at int   one row
SELECT article_id, op, at_s FROM article_log WHERE seq = :seq;

-- ARTICLE_SHOWN_AFTER(:after int, :limit int) -> id int, sort int, outlet int   by id
SELECT id, sort_s, outlet_id FROM article
WHERE id > :after AND state = 0 ORDER BY id LIMIT :limit;
