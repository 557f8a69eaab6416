-- Stories: see store/stories.h.  Faces of single articles have no story row.
-- "story_id <> 0" lets the planner use article_story, which has no others.

-- PRINT_PUT(:id int, :version int, :bytes blob)   insert or replace
INSERT INTO print (article_id, version, bytes) VALUES (:id, :version, :bytes)
ON CONFLICT (article_id) DO UPDATE SET version = excluded.version,
	bytes = excluded.bytes;

-- PRINT_NEWEST() -> sort int   of the newest article that has a print
SELECT max(a.sort_s) FROM article a JOIN print p ON p.article_id = a.id;

-- PRINT_FIRST(:since int) -> id int   the first article, by id, that is not older
SELECT min(id) FROM article WHERE sort_s >= :since;

-- PRINT_OFFSET(:first int, :max int) -> id int   the first of the newest :max
SELECT article_id FROM print WHERE article_id >= :first
ORDER BY article_id DESC LIMIT 1 OFFSET :max - 1;

-- @print_columns   nobody is the copy of what was removed
	a.id, a.story_id, iif(a.copy_of = 0, 0, (SELECT iif(h.state = 2, 0, h.id)
		FROM article h WHERE h.id = a.copy_of)), a.outlet_id, a.sort_s,
	a.published_s, a.published_flags, a.topic, a.list_rank, a.state,
	a.language, p.version, p.bytes

-- PRINT_EACH(:first int) -> print columns   by id; removed articles left out
SELECT
	@print_columns
FROM print p JOIN article a ON a.id = p.article_id
WHERE p.article_id >= :first AND a.state <> 2
ORDER BY p.article_id;

-- PRINT_ONE(:id int) -> print columns   one row
SELECT
	@print_columns
FROM print p JOIN article a ON a.id = p.article_id
WHERE p.article_id = :id;

-- PRINT_FACTS(:id int) -> print columns without the print   one row
SELECT id, story_id, copy_of, outlet_id, sort_s, published_s,
	published_flags, topic, list_rank, state
FROM article WHERE id = :id;

-- ARTICLE_PLACE(:id int, :story int, :copy int)   when it differs
UPDATE article SET story_id = :story, copy_of = :copy
WHERE id = :id AND (story_id <> :story OR copy_of <> :copy);

-- COPIES_MOVE(:from int, :to int)   their head is a copy itself now
UPDATE article SET copy_of = :to WHERE copy_of = :from AND copy_of <> 0;

-- COPIES_FIRST(:id int) -> id int, story int   the copy that was published first of those that are shown
SELECT id, story_id FROM article
WHERE copy_of = :id AND copy_of <> 0 AND state = 0
ORDER BY published_s, id LIMIT 1;

-- STORY_MOVE(:from int, :to int)   all that is left of a story
UPDATE article SET story_id = :to
WHERE story_id = :from AND story_id <> 0;

-- STORY_LOG_MOVE(:from int, :now int)   ahead of moving
INSERT INTO article_log (article_id, op, at_s)
SELECT id, 5, :now FROM article WHERE story_id = :from AND story_id <> 0;

-- STORY_PUT(...)   insert or replace
INSERT INTO story (id, articles, copies, outlets, first_id, first_s, last_s,
	rise, gist, terms, places, reason)
VALUES (:id, :articles, :copies, :outlets, :first_id, :first_s, :last_s,
	:rise, :gist, :terms, :places, :reason)
ON CONFLICT (id) DO UPDATE SET articles = excluded.articles,
	copies = excluded.copies, outlets = excluded.outlets,
	first_id = excluded.first_id, first_s = excluded.first_s,
	last_s = excluded.last_s, rise = excluded.rise, gist = excluded.gist,
	terms = excluded.terms, places = excluded.places,
	reason = excluded.reason;

-- STORY_DROP(:id int)   no story of several articles any more
DELETE FROM story WHERE id = :id;

-- FACE_DROP(:id int)   all faces of a story
DELETE FROM story_face WHERE story_id = :id;

-- FACE_PUT(...)   after FACE_DROP
INSERT INTO story_face (story_id, language, main, topic, lead_id, importance,
	last_s)
VALUES (:story, :language, :main, :topic, :lead, :importance, :last_s);

-- STORY_BY_ID(:id int) -> story columns   one row
SELECT id, articles, copies, outlets, first_id, first_s, last_s,
	(SELECT topic FROM story_face f WHERE f.story_id = s.id LIMIT 1),
	gist, terms, places, reason
FROM story s WHERE id = :id;

-- STORY_OF(:id int) -> story int   one row
SELECT iif(story_id = 0, id, story_id) FROM article WHERE id = :id;

-- STORY_SINGLE(:id int) -> sort int, published int, topic text, places text   an article that is a story of its own
SELECT sort_s, published_s, topic, places FROM article
WHERE id = :id AND story_id IN (0, :id);

-- STORY_ARTICLES(:id int, :limit int) -> head columns   in order of publication
SELECT
	@head_columns
@head_tables
WHERE (a.story_id = :id AND a.story_id <> 0 OR a.id = :id AND a.story_id = 0)
	AND a.state = 0
ORDER BY a.published_s, a.id LIMIT :limit;

-- STORY_VERSIONS(:id int, :limit int) -> facts   what its importance is told by
SELECT id, outlet_id, sort_s, published_s, published_flags, copy_of, topic,
	language, places, list_rank, state
FROM article
WHERE (story_id = :id AND story_id <> 0 OR id = :id AND story_id = 0)
	AND state <> 2
ORDER BY id LIMIT :limit;

-- ARTICLE_COPIES(:id int, :limit int) -> head columns   in order of publication
SELECT
	@head_columns
@head_tables
WHERE a.copy_of = :id AND a.copy_of <> 0 AND a.state = 0
ORDER BY a.published_s, a.id LIMIT :limit;

-- @card_columns   what lists show of a story: struct story_card
	f.story_id, coalesce(s.articles, 1), coalesce(s.copies, 0),
	coalesce(s.outlets, 1), coalesce(s.first_id, f.story_id),
	coalesce(s.first_s, a.published_s), f.last_s, f.topic,
	coalesce(s.gist, ''), coalesce(s.terms, ''),
	coalesce(s.places, a.places), coalesce(s.reason, ''),
	f.language, f.lead_id, f.importance, coalesce(s.rise, 0),
	a.id, a.outlet_id, o.slug, o.name, o.mode, a.no_archive, a.title,
	a.excerpt, a.byline, a.language, a.direction, a.section,
	a.published_s, a.published_offset, a.published_flags, a.created_s,
	a.changed_s, a.sort_s, coalesce(a.image_id, 0),
	coalesce(i.state, 0), coalesce(i.width, 0), coalesce(i.height, 0),
	a.state, iif(a.story_id = 0, a.id, a.story_id), a.copy_of, a.topic,
	a.agency

-- @card_tables   to the faces f
JOIN article a ON a.id = f.lead_id AND a.state = 0
JOIN outlet o ON o.id = a.outlet_id
LEFT JOIN image i ON i.id = a.image_id
LEFT JOIN story s ON s.id = f.story_id

-- STORY_LIST_MAIN(:before real, :before_id int, :since int, :outlets int, :limit int) -> story columns, face columns, head columns
SELECT
	@card_columns
FROM story_face f INDEXED BY story_face_main
@card_tables
WHERE f.main = 1 AND f.importance <= :before
	AND (f.importance, f.story_id) < (:before, :before_id)
	AND f.last_s >= :since AND coalesce(s.outlets, 1) >= :outlets
ORDER BY f.importance DESC, f.story_id DESC LIMIT :limit;

-- STORY_LIST_LANGUAGE(:language text, ...) -> as STORY_LIST_MAIN
SELECT
	@card_columns
FROM story_face f INDEXED BY story_face_language
@card_tables
WHERE f.language = :language AND f.importance <= :before
	AND (f.importance, f.story_id) < (:before, :before_id)
	AND f.last_s >= :since AND coalesce(s.outlets, 1) >= :outlets
ORDER BY f.importance DESC, f.story_id DESC LIMIT :limit;

-- STORY_LIST_MAIN_TOPIC(:topic text, ...) -> as STORY_LIST_MAIN
SELECT
	@card_columns
FROM story_face f INDEXED BY story_face_main_topic
@card_tables
WHERE f.main = 1 AND f.topic = :topic AND f.importance <= :before
	AND (f.importance, f.story_id) < (:before, :before_id)
	AND f.last_s >= :since AND coalesce(s.outlets, 1) >= :outlets
ORDER BY f.importance DESC, f.story_id DESC LIMIT :limit;

-- STORY_LIST_TOPIC(:language text, :topic text, ...) -> as STORY_LIST_MAIN
SELECT
	@card_columns
FROM story_face f INDEXED BY story_face_topic
@card_tables
WHERE f.language = :language AND f.topic = :topic AND f.importance <= :before
	AND (f.importance, f.story_id) < (:before, :before_id)
	AND f.last_s >= :since AND coalesce(s.outlets, 1) >= :outlets
ORDER BY f.importance DESC, f.story_id DESC LIMIT :limit;

-- STORY_LIST_PLACE(:language text, :places text, :within int, :scan int, ...) -> as STORY_LIST_MAIN   within: "PLACE-..." too
SELECT
	@card_columns
FROM (SELECT * FROM story_face INDEXED BY story_face_language
	WHERE language = :language AND importance <= :before
		AND (importance, story_id) < (:before, :before_id)
	ORDER BY importance DESC, story_id DESC LIMIT :scan) f
@card_tables
WHERE code_among(coalesce(s.places, a.places), :places, :within)
	AND f.last_s >= :since AND coalesce(s.outlets, 1) >= :outlets
ORDER BY f.importance DESC, f.story_id DESC LIMIT :limit;

-- STORY_LIST_RISING(:language text, :since int, :outlets int, :limit int) -> as STORY_LIST_MAIN   empty language: any
SELECT
	@card_columns
FROM story s0 INDEXED BY story_recent CROSS JOIN story_face f ON f.story_id = s0.id
	AND (f.language = :language OR :language = '' AND f.main = 1)
@card_tables
WHERE s0.last_s >= :since AND s0.outlets >= :outlets
ORDER BY s0.rise DESC, s0.id DESC LIMIT :limit;

-- STORY_TOLD(:id int) -> lead int, articles int, gist text, terms text, places text   what is kept of a story of several
SELECT f.lead_id, s.articles + s.copies, s.gist, s.terms, s.places
FROM story s JOIN story_face f ON f.story_id = s.id AND f.main = 1
WHERE s.id = :id;

-- ARTICLE_NEWEST_ID() -> id int   one row
SELECT coalesce(max(id), 0) FROM article;

-- ARTICLE_IDS(:after int, :limit int) -> id int   rising; removed ones left out
SELECT id FROM article WHERE id > :after AND state <> 2
ORDER BY id LIMIT :limit;

-- ARTICLE_RETOPIC(:id int, :topic text, :agency text, :places text)   when it differs
UPDATE article SET topic = :topic, agency = :agency, places = :places
WHERE id = :id AND (topic <> :topic OR agency <> :agency
	OR places <> :places);

-- PRINT_PRUNE(:below int)   prints that no window needs
DELETE FROM print WHERE article_id < :below;

-- STORY_PASS_LEAD(:id int)   an article that is hidden no longer stands for its story; another of its language does
UPDATE story_face SET lead_id = (SELECT b.id FROM article b
	WHERE b.story_id = story_face.story_id AND b.state = 0 AND b.id <> :id
		AND iif(b.language = 'ary', 'ar', b.language) = story_face.language
	ORDER BY b.copy_of <> 0, b.id LIMIT 1)
WHERE story_id = (SELECT story_id FROM article WHERE id = :id AND story_id <> 0)
	AND lead_id = :id
	AND EXISTS (SELECT 1 FROM article b
		WHERE b.story_id = story_face.story_id AND b.state = 0
			AND b.id <> :id
			AND iif(b.language = 'ary', 'ar', b.language) = story_face.language);

-- STORY_FORGET_GIST(:id int)   it is a sentence of the article that stands for the story, which is hidden
UPDATE story SET gist = ''
WHERE id = (SELECT story_id FROM article WHERE id = :id AND story_id <> 0)
	AND EXISTS (SELECT 1 FROM story_face f WHERE f.story_id = story.id
		AND f.main = 1 AND f.lead_id = :id);
