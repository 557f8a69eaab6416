-- States are enum article_state: 0 shown, 1 hidden, 2 removed.

-- ADDRESS_ADD(:key text, :article int)   a known key stays as it is
INSERT INTO address (key, article_id) VALUES (:key, :article)
ON CONFLICT (key) DO NOTHING;

-- ARTICLE_STAMP(:id int) -> title_hash int, text_hash int, revision int, title text, state int, image int   one row
SELECT title_hash, text_hash, revision, title, state, image_id
FROM article WHERE id = :id;

-- ARTICLE_ADD(...)   a new row
INSERT INTO article (outlet_id, url, title, title_hash, excerpt, byline,
	language, direction, section, tags, caption, published_s,
	published_offset, published_flags, modified_s, modified_offset,
	modified_flags, sort_s, created_s, changed_s, no_archive, words,
	text_hash, image_id, topic, agency, places, list_rank)
VALUES (:outlet, :url, :title, :title_hash, :excerpt, :byline,
	:language, :direction, :section, :tags, :caption, :published,
	:published_offset, :published_flags, :modified, :modified_offset,
	:modified_flags, :sort, :now, :now, :no_archive, :words,
	:text_hash, :image, :topic, :agency, :places, :list_rank);

-- ARTICLE_REVISE(...)   another text; dates and addresses stay
UPDATE article SET title = :title, title_hash = :title_hash,
	excerpt = :excerpt, byline = :byline, language = :language,
	direction = :direction, section = :section, tags = :tags,
	caption = :caption, modified_s = :modified,
	modified_offset = :modified_offset, modified_flags = :modified_flags,
	changed_s = :now, no_archive = :no_archive, words = :words,
	text_hash = :text_hash, revision = revision + 1,
	image_id = coalesce(:image, image_id), topic = :topic,
	agency = :agency, places = :places
WHERE id = :id;

-- ARTICLE_REFRESH(:id int, :image int, :no_archive int, :now int)   same text: an image where there was none, the page's wish
UPDATE article SET image_id = coalesce(image_id, :image),
	no_archive = :no_archive, changed_s = :now
WHERE id = :id AND (no_archive <> :no_archive
	OR image_id IS NULL AND :image IS NOT NULL);

-- ARTICLE_CORRECT(:id int, ...)   the same article with a better reading of its text
UPDATE article SET excerpt = :excerpt, language = :language,
	direction = :direction, words = :words, text_hash = :text_hash,
	changed_s = :now
WHERE id = :id;

-- ARTICLE_RANK(:id int, :outlet int, :list_rank int)   when it is that outlet's and the place is better than before
UPDATE article SET list_rank = :list_rank
WHERE id = :id AND outlet_id = :outlet
	AND (list_rank = 0 OR list_rank > :list_rank);

-- ARTICLE_IMPORTED(:id int, :import_id text)   what import knows, if it is new
UPDATE article SET import_id = :import_id
WHERE id = :id AND import_id <> :import_id;

-- ARTICLE_SET_STATE(:id int, :state int, :now int)   a decision
UPDATE article SET state = :state, changed_s = :now WHERE id = :id;

-- ARTICLE_REJOIN(:id int)   of its own story, if its old one went on elsewhere while it was away
UPDATE article SET story_id = 0
WHERE id = :id AND story_id <> 0 AND NOT EXISTS (SELECT 1 FROM article f
	WHERE f.id = article.story_id AND f.story_id = f.id);

-- ARTICLE_OWN_TEXT(:id int)   the head whose copy it was is removed
UPDATE article SET copy_of = 0
WHERE id = :id AND copy_of IN (SELECT id FROM article WHERE state = 2);

-- ARTICLE_HIDE(:id int, :now int)   reported often enough
UPDATE article SET state = 1, changed_s = :now WHERE id = :id AND state = 0;

-- BODY_PUT(:id int, :size int, :bytes blob)   insert or replace
INSERT INTO body (article_id, dict, size, bytes) VALUES (:id, 0, :size, :bytes)
ON CONFLICT (article_id) DO UPDATE SET dict = 0, size = excluded.size,
	bytes = excluded.bytes;

-- REVISION_ADD(:id int, :number int, :now int, :title text)   the present text becomes an old one
INSERT INTO revision (article_id, number, seen_s, title, dict, size, bytes)
SELECT :id, :number, :now, :title, dict, size, bytes FROM body
WHERE article_id = :id;

-- REVISION_LIST(:id int, :limit int) -> seen int, title text, size int, bytes blob   newest first
SELECT seen_s, title, size, bytes FROM revision
WHERE article_id = :id ORDER BY number DESC LIMIT :limit;

-- ARTICLE_LOG_STATE(:id int, :now int)   it was hidden
INSERT INTO article_log (article_id, op, at_s) VALUES (:id, 3, :now);

-- LOG_ADD(:article int, :op int, :now int)   a change readers may see
INSERT INTO article_log (article_id, op, at_s) VALUES (:article, :op, :now);

-- LOG_HEAD() -> seq int   one row
SELECT coalesce(max(seq), 0) FROM article_log;

-- @head_columns   what lists show of an article: struct article_head
	a.id, a.outlet_id, o.slug, o.name, o.mode, a.no_archive, a.title,
	a.excerpt, a.byline, a.language, a.direction, a.section,
	a.published_s, a.published_offset, a.published_flags, a.created_s,
	a.changed_s, a.sort_s, coalesce(a.image_id, 0),
	coalesce(i.state, 0), coalesce(i.width, 0), coalesce(i.height, 0),
	a.state, iif(a.story_id = 0, a.id, a.story_id), a.copy_of, a.topic,
	a.agency

-- @head_tables
FROM article a JOIN outlet o ON o.id = a.outlet_id
LEFT JOIN image i ON i.id = a.image_id

-- ARTICLE_BY_ID(:id int) -> head columns, article columns   one row
SELECT
	@head_columns,
	a.url, b.size, b.bytes, a.import_id, a.places, a.tags,
	coalesce(i.url, ''), a.caption, a.modified_s, a.modified_offset,
	a.modified_flags, a.revision, o.home_url
FROM article a JOIN outlet o ON o.id = a.outlet_id
JOIN body b ON b.article_id = a.id
LEFT JOIN image i ON i.id = a.image_id
WHERE a.id = :id;

-- ARTICLE_HIT(:id int) -> head columns, import_id text   one row
SELECT
	@head_columns, a.import_id
@head_tables
WHERE a.id = :id;

-- ARTICLE_EACH(:since int) -> as ARTICLE_BY_ID   changed since, by id
SELECT
	@head_columns,
	a.url, b.size, b.bytes, a.import_id, a.places, a.tags,
	coalesce(i.url, ''), a.caption, a.modified_s, a.modified_offset,
	a.modified_flags, a.revision, o.home_url
FROM article a JOIN outlet o ON o.id = a.outlet_id
JOIN body b ON b.article_id = a.id
LEFT JOIN image i ON i.id = a.image_id
WHERE a.changed_s >= :since
ORDER BY a.id;

-- ARTICLE_NEWEST(:before_s int, :before_id int, :since int, :limit int) -> head columns   of all outlets
SELECT
	@head_columns
@head_tables
WHERE a.state = 0 AND a.copy_of <= :copies AND (a.sort_s, a.id) < (:before_s, :before_id)
	AND a.sort_s >= :since
ORDER BY a.sort_s DESC, a.id DESC LIMIT :limit;

-- Who reads Arabic reads Darija in Arabic letters: the lists of ar have ary.
-- Two lists merged: of one with IN the index gives no order.

-- ARTICLE_NEWEST_LANGUAGE(:language text, ...) -> head columns   of one language
SELECT
	@head_columns
@head_tables
WHERE a.state = 0 AND a.copy_of <= :copies AND a.language = :language
	AND (a.sort_s, a.id) < (:before_s, :before_id) AND a.sort_s >= :since
UNION ALL
SELECT
	@head_columns
@head_tables
WHERE a.state = 0 AND a.copy_of <= :copies AND a.language = iif(:language = 'ar', 'ary', NULL)
	AND (a.sort_s, a.id) < (:before_s, :before_id) AND a.sort_s >= :since
ORDER BY 18 DESC, 1 DESC LIMIT :limit;

-- ARTICLE_NEWEST_OUTLET(:outlet int, :language text, ...) -> head columns   of one outlet; empty language: any
SELECT
	@head_columns
@head_tables
WHERE a.state = 0 AND a.copy_of <= :copies AND a.outlet_id = :outlet
	AND (:language = '' OR a.language IN (:language, iif(:language = 'ar', 'ary', :language)))
	AND (a.sort_s, a.id) < (:before_s, :before_id) AND a.sort_s >= :since
ORDER BY a.sort_s DESC, a.id DESC LIMIT :limit;
