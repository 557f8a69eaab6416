-- Copies, stories, topics and importance (docs/stories.md).

-- The story an article tells: the id of the story's first article, so that
-- every article's id leads to its story for ever.  0: not gathered yet, it
-- is a story of its own.
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
-- newest is read again at every start (cluster/print.h).
CREATE TABLE print (
	article_id INTEGER PRIMARY KEY REFERENCES article (id), -- of
	version    INTEGER NOT NULL, -- of the form of bytes
	bytes      BLOB NOT NULL     -- the print
);

-- Stories of one article or more, as their newest change left them.
CREATE TABLE story (
	id          INTEGER PRIMARY KEY, -- that of its first article
	articles    INTEGER NOT NULL, -- versions, copies left out
	copies      INTEGER NOT NULL, -- articles that are copies
	outlets     INTEGER NOT NULL, -- that tell it
	first_id    INTEGER NOT NULL, -- the article published first
	first_s     INTEGER NOT NULL, -- when
	last_s      INTEGER NOT NULL, -- sort_s of the newest article
	topic       TEXT NOT NULL,    -- enum topic by name; empty: unknown
	gist        TEXT NOT NULL,    -- a sentence of a version, shown form
	terms       TEXT NOT NULL,    -- that hold it together, by line feeds
	places      TEXT NOT NULL,    -- codes, separated by spaces
	reason      TEXT NOT NULL     -- of its importance, JSON
);

-- What lists show of a story in one language: its best article there.
CREATE TABLE story_face (
	story_id   INTEGER NOT NULL REFERENCES story (id)
	           ON DELETE CASCADE, -- of
	language   TEXT NOT NULL,     -- "ar", "fr" ...; empty: whichever
	topic      TEXT NOT NULL,     -- the story's
	lead_id    INTEGER NOT NULL,  -- the article that stands for it
	importance REAL NOT NULL,     -- grows with time: compare, never show
	rise       REAL NOT NULL,     -- the same with a short memory
	last_s     INTEGER NOT NULL,  -- the story's
	PRIMARY KEY (story_id, language)
) WITHOUT ROWID;
CREATE INDEX story_face_important ON story_face (language, importance DESC);
CREATE INDEX story_face_topic
	ON story_face (language, topic, importance DESC);
CREATE INDEX story_face_rising ON story_face (language, rise DESC);
