-- SETTING_GET(:key text) -> value blob   one row
SELECT value FROM setting WHERE key = :key;

-- SETTING_PUT(:key text, :value blob)   insert or replace
INSERT INTO setting (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- OUTLET_ADD(:slug text, :name text, :home text, :language text, :mode int, :active int)   a new row
INSERT INTO outlet (slug, name, home_url, language, mode, active)
VALUES (:slug, :name, :home, :language, :mode, :active);

-- OUTLET_UPDATE(:id int, :name text, :home text, :language text, :mode int, :active int)   all but the slug
UPDATE outlet SET name = :name, home_url = :home, language = :language,
	mode = :mode, active = :active
WHERE id = :id;

-- OUTLET_DELETE(:id int)   only when nothing refers to it
DELETE FROM outlet WHERE id = :id;

-- OUTLET_STOP(:id int)   no longer polled
UPDATE outlet SET active = 0 WHERE id = :id;

-- OUTLET_IS_USED(:id int) -> used int   whether an article or image is its
SELECT EXISTS (SELECT 1 FROM article WHERE outlet_id = :id)
    OR EXISTS (SELECT 1 FROM image WHERE outlet_id = :id);

-- OUTLET_BY_ID(:id int) -> id int, slug text, name text, home text, language text, mode int, active int   one row
SELECT id, slug, name, home_url, language, mode, active
FROM outlet WHERE id = :id;

-- OUTLET_BY_SLUG(:slug text) -> as OUTLET_BY_ID   one row
SELECT id, slug, name, home_url, language, mode, active
FROM outlet WHERE slug = :slug;

-- OUTLET_BY_HOME(:home text) -> as OUTLET_BY_ID   one row
SELECT id, slug, name, home_url, language, mode, active
FROM outlet WHERE home_url = :home AND home_url <> '' LIMIT 1;

-- OUTLET_LIST() -> as OUTLET_BY_ID   all, by name
SELECT id, slug, name, home_url, language, mode, active
FROM outlet ORDER BY name, id;

-- FEED_ADD(:outlet int, :url text, :due int)   a new row
INSERT INTO feed (outlet_id, url, next_due_s) VALUES (:outlet, :url, :due);

-- FEED_OF_OUTLET(:outlet int) -> feed columns   0: all
SELECT id, outlet_id, url, etag, last_modified, next_due_s, interval_s,
	failures, last_ok_s, last_status
FROM feed WHERE :outlet = 0 OR outlet_id = :outlet ORDER BY id;

-- FEED_BY_ID(:id int) -> feed columns   one row
SELECT id, outlet_id, url, etag, last_modified, next_due_s, interval_s,
	failures, last_ok_s, last_status
FROM feed WHERE id = :id;

-- FEED_DUE(:now int, :limit int) -> feed columns   of active outlets
SELECT feed.id, outlet_id, url, etag, last_modified, next_due_s, interval_s,
	failures, last_ok_s, last_status
FROM feed JOIN outlet ON outlet.id = feed.outlet_id
WHERE next_due_s <= :now AND active = 1
ORDER BY next_due_s, feed.id LIMIT :limit;

-- FEED_POLLED(:id int, ...)   the outcome of a poll
UPDATE feed SET etag = :etag, last_modified = :modified, next_due_s = :due,
	interval_s = :interval, failures = :failures, last_ok_s = :ok,
	last_status = :status
WHERE id = :id;

-- FEED_MOVED(:id int, :url text)   nothing when another feed has the address
UPDATE OR IGNORE feed SET url = :url WHERE id = :id AND url <> :url;

-- FEED_DELETE_OF(:outlet int)   all feeds of an outlet
DELETE FROM feed WHERE outlet_id = :outlet;

-- FEED_ITEM_DELETE_OF(:outlet int)   what its feeds said
DELETE FROM feed_item
WHERE feed_id IN (SELECT id FROM feed WHERE outlet_id = :outlet);

-- FRONTIER_DELETE_OF(:outlet int)   what it announced
DELETE FROM frontier WHERE outlet_id = :outlet;
