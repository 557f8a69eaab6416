-- FEED_ITEM_GET(:feed int, :key text) -> fingerprint int   one row
SELECT fingerprint FROM feed_item WHERE feed_id = :feed AND key = :key;

-- FEED_ITEM_PUT(:feed int, :key text, :fingerprint int)   insert or replace
INSERT INTO feed_item (feed_id, key, fingerprint)
VALUES (:feed, :key, :fingerprint)
ON CONFLICT (feed_id, key) DO UPDATE SET fingerprint = excluded.fingerprint;

-- ADDRESS_GET(:key text) -> article_id int   one row
SELECT article_id FROM address WHERE key = :key;

-- FRONTIER_ADD(...)   of an address that waits already only the rank may rise
INSERT INTO frontier (outlet_id, feed_id, key, url, again, due_s, guid, title,
	author, summary_html, content_html, image, language, tags,
	published_s, published_offset, published_flags,
	modified_s, modified_offset, modified_flags, list_rank)
VALUES (:outlet, :feed, :key, :url, :again, :due, :guid, :title,
	:author, :summary, :content, :image, :language, :tags,
	:published, :published_offset, :published_flags,
	:modified, :modified_offset, :modified_flags, :list_rank)
ON CONFLICT (key) DO UPDATE SET list_rank = excluded.list_rank
WHERE excluded.list_rank > 0 AND outlet_id = excluded.outlet_id
	AND (list_rank = 0 OR list_rank > excluded.list_rank);

-- FRONTIER_RANK(:key text, :outlet int, :list_rank int)   an entry of that outlet waits and is shown at a better place
UPDATE frontier SET list_rank = :list_rank
WHERE key = :key AND outlet_id = :outlet
	AND (list_rank = 0 OR list_rank > :list_rank);

-- FRONTIER_RANK_GET(:id int) -> list_rank int   one row
SELECT list_rank FROM frontier WHERE id = :id;

-- FRONTIER_DUE(:now int, :after int, :limit int) -> frontier columns   by id
SELECT frontier.id, outlet_id, feed_id, url, again, tries, due_s, guid,
	title, author, summary_html, content_html, image, frontier.language,
	tags, published_s, published_offset, published_flags,
	modified_s, modified_offset, modified_flags, list_rank
FROM frontier JOIN outlet ON outlet.id = outlet_id
WHERE frontier.id > :after AND due_s <= :now AND active = 1
ORDER BY frontier.id LIMIT :limit;

-- FRONTIER_STATE() -> count int, due int   one row
SELECT count(*), coalesce(min(due_s), 0)
FROM frontier JOIN outlet ON outlet.id = outlet_id WHERE active = 1;

-- FRONTIER_SETTLE(:id int)   it was stored, or never will be
DELETE FROM frontier WHERE id = :id;

-- FRONTIER_RETRY(:id int, :due int)   one more failed try
UPDATE frontier SET tries = tries + 1, due_s = :due WHERE id = :id;
