-- Copies, stories, topics and importance (docs/stories.md).

-- The story an article tells: the id of the story's first article, so that
-- every article's id leads to its story for ever.  0: a story of its own.
ALTER TABLE article ADD COLUMN story_id INTEGER NOT NULL DEFAULT 0;
-- The article whose text it carries (the head of the copies); 0: none.
ALTER TABLE article ADD COLUMN copy_of INTEGER NOT NULL DEFAULT 0;
-- Whose text it says it is: "MAP", "AFP"; empty: the outlet's.
ALTER TABLE article ADD COLUMN agency TEXT NOT NULL DEFAULT '';
-- Places it names: codes, most often named first, separated by spaces.
ALTER TABLE article ADD COLUMN places TEXT NOT NULL DEFAULT '';
CREATE INDEX article_story ON article (story_id) WHERE story_id <> 0;
CREATE INDEX article_copy ON article (copy_of) WHERE copy_of <> 0;

-- What copies and stories are told by, of each article: the window of the
-- newest is read again at every start (cluster/window.h).
CREATE TABLE print (
	article_id INTEGER PRIMARY KEY REFERENCES article (id), -- of
	version    INTEGER NOT NULL, -- of the form of bytes
	bytes      BLOB NOT NULL     -- the print
);

-- Stories of several articles, as their newest change left them.
CREATE TABLE story (
	id       INTEGER PRIMARY KEY REFERENCES article (id), -- its first's
	articles INTEGER NOT NULL, -- versions, copies left out
	copies   INTEGER NOT NULL, -- articles that are copies
	outlets  INTEGER NOT NULL, -- that tell it
	first_id INTEGER NOT NULL, -- the article published first
	first_s  INTEGER NOT NULL, -- when
	last_s   INTEGER NOT NULL, -- sort_s of the newest article
	rise     REAL NOT NULL,    -- importance with a short memory
	gist     TEXT NOT NULL,    -- a sentence of a version, shown form
	terms    TEXT NOT NULL,    -- that hold it together, by line feeds
	places   TEXT NOT NULL,    -- codes, separated by spaces
	reason   TEXT NOT NULL     -- of its importance, JSON
);
CREATE INDEX story_recent ON story (last_s DESC);

-- What lists show of a story in one language: its best article there.
-- Articles that are stories of their own have a face too.
CREATE TABLE story_face (
	story_id   INTEGER NOT NULL REFERENCES article (id), -- of
	language   TEXT NOT NULL,    -- "ar" (Darija too), "fr" ...
	main       INTEGER NOT NULL, -- 1: for lists of all languages
	topic      TEXT NOT NULL,    -- enum topic by name; empty: unknown
	lead_id    INTEGER NOT NULL, -- the article that stands for it
	importance REAL NOT NULL,    -- compare, never show
	last_s     INTEGER NOT NULL, -- sort_s of the story's newest article
	PRIMARY KEY (story_id, language)
) WITHOUT ROWID;
CREATE INDEX story_face_language ON story_face (language, importance DESC);
CREATE INDEX story_face_topic
	ON story_face (language, topic, importance DESC);
CREATE INDEX story_face_main ON story_face (importance DESC) WHERE main = 1;
CREATE INDEX story_face_main_topic
	ON story_face (topic, importance DESC) WHERE main = 1;
