-- Times are Unix seconds (UTC) in columns that end in _s.  Texts are UTF-8 in
-- the shown form unless they say folded; addresses are absolute.

-- Small values that outlive the process: the secret, the demo's epoch.
CREATE TABLE setting (
	key   TEXT PRIMARY KEY, -- "secret"
	value BLOB NOT NULL     -- as its owner wrote it
) WITHOUT ROWID;

-- Publishers.
CREATE TABLE outlet (
	id       INTEGER PRIMARY KEY,  -- as other tables name it
	slug     TEXT NOT NULL UNIQUE, -- first part of its addresses
	name     TEXT NOT NULL,        -- shown
	home_url TEXT NOT NULL,        -- absolute, or empty
	language TEXT NOT NULL,        -- "ar", or empty: unknown
	mode     INTEGER NOT NULL,     -- enum outlet_mode
	active   INTEGER NOT NULL      -- 0: kept, but not polled
);
CREATE INDEX outlet_home ON outlet (home_url);

-- Where outlets announce what they publish.
CREATE TABLE feed (
	id            INTEGER PRIMARY KEY,
	outlet_id     INTEGER NOT NULL REFERENCES outlet (id), -- whose it is
	url           TEXT NOT NULL UNIQUE, -- where it is polled
	etag          TEXT NOT NULL DEFAULT '', -- of the last 200 answer
	last_modified TEXT NOT NULL DEFAULT '', -- of the last 200 answer
	next_due_s    INTEGER NOT NULL, -- of the next poll
	interval_s    INTEGER NOT NULL DEFAULT 0, -- present polling interval
	failures      INTEGER NOT NULL DEFAULT 0, -- in a row
	last_ok_s     INTEGER NOT NULL DEFAULT 0, -- last good poll; 0: never
	last_status   INTEGER NOT NULL DEFAULT 0  -- HTTP, of the last poll
);
CREATE INDEX feed_due ON feed (next_due_s);
CREATE INDEX feed_outlet ON feed (outlet_id);

-- What each feed said about each address when it last said something new.
CREATE TABLE feed_item (
	feed_id     INTEGER NOT NULL, -- may be gone
	key         TEXT NOT NULL,    -- of the address (url_key)
	fingerprint INTEGER NOT NULL, -- hash of what the feed says
	PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;

-- Addresses announced and still to be fetched, with what the feed said.
CREATE TABLE frontier (
	id               INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused
	outlet_id        INTEGER NOT NULL REFERENCES outlet (id), -- whose
	feed_id          INTEGER NOT NULL,     -- that announced it; may be gone
	key              TEXT NOT NULL UNIQUE, -- of the address (url_key)
	url              TEXT NOT NULL,        -- as announced
	again            INTEGER NOT NULL,     -- 1: known, but changed
	tries            INTEGER NOT NULL DEFAULT 0, -- failed ones
	due_s            INTEGER NOT NULL,     -- of the next try
	guid             TEXT NOT NULL, -- what follows: as the feed said it
	title            TEXT NOT NULL, -- empty: not stated
	author           TEXT NOT NULL, -- names separated by ", "
	summary_html     TEXT NOT NULL, -- not sanitised
	content_html     TEXT NOT NULL, -- not sanitised
	image            TEXT NOT NULL, -- address
	language         TEXT NOT NULL, -- as declared
	tags             TEXT NOT NULL, -- joined by line feeds
	published_s      INTEGER,       -- NULL: not stated
	published_offset INTEGER,       -- minutes east of UTC
	published_flags  INTEGER,       -- 1: zone stated, 2: time stated
	modified_s       INTEGER,       -- NULL: not stated
	modified_offset  INTEGER,       -- minutes east of UTC
	modified_flags   INTEGER        -- as published_flags
);
CREATE INDEX frontier_due ON frontier (due_s);

-- Images by their address at the source; bytes are our own encoding.
CREATE TABLE image (
	id        INTEGER PRIMARY KEY,         -- in the portal's addresses
	url       TEXT NOT NULL UNIQUE,        -- at its source
	outlet_id INTEGER NOT NULL REFERENCES outlet (id), -- the first user
	state     INTEGER NOT NULL,            -- enum image_state
	mime      TEXT NOT NULL DEFAULT '',    -- of our own encoding
	width     INTEGER NOT NULL DEFAULT 0,  -- pixels
	height    INTEGER NOT NULL DEFAULT 0,  -- pixels
	hash      INTEGER NOT NULL DEFAULT 0,  -- perceptual; 0: too plain
	tries     INTEGER NOT NULL DEFAULT 0,  -- failed ones
	due_s     INTEGER NOT NULL             -- of the next try
);
CREATE INDEX image_state ON image (state); -- with id: what is wanted, in order
CREATE INDEX image_due ON image (due_s) WHERE state = 1;
CREATE INDEX image_hash ON image (hash) WHERE hash <> 0;

-- The bytes, apart, so that lists of images stay small.
CREATE TABLE image_bytes (
	image_id INTEGER PRIMARY KEY REFERENCES image (id), -- whose they are
	bytes    BLOB NOT NULL -- one file of the image's mime type
);

-- Articles, each once.
CREATE TABLE article (
	id               INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused
	outlet_id        INTEGER NOT NULL REFERENCES outlet (id), -- publisher
	url              TEXT NOT NULL, -- at its source
	state            INTEGER NOT NULL DEFAULT 0, -- enum article_state
	title            TEXT NOT NULL, -- may be empty
	title_hash       INTEGER NOT NULL, -- of the folded title
	excerpt          TEXT NOT NULL,    -- the first words of the text
	byline           TEXT NOT NULL,    -- people, separated by ", "
	language         TEXT NOT NULL,    -- "ar", or empty: unknown
	direction        INTEGER NOT NULL, -- 1: right to left
	section          TEXT NOT NULL,    -- as the outlet files it
	tags             TEXT NOT NULL,    -- joined by line feeds
	caption          TEXT NOT NULL,    -- of the image
	published_s      INTEGER NOT NULL, -- stated, else when first seen
	published_offset INTEGER NOT NULL, -- minutes east of UTC
	published_flags  INTEGER NOT NULL, -- 1: zone, 2: time, 4: stated
	modified_s       INTEGER,          -- NULL: not stated
	modified_offset  INTEGER,          -- minutes east of UTC
	modified_flags   INTEGER,          -- 1: zone, 2: time
	sort_s           INTEGER NOT NULL, -- published, never in the future
	created_s        INTEGER NOT NULL, -- first stored
	changed_s        INTEGER NOT NULL, -- last stored change
	no_archive       INTEGER NOT NULL, -- 1: an excerpt at the most
	revision         INTEGER NOT NULL DEFAULT 1, -- 1: never changed
	words            INTEGER NOT NULL, -- of the folded text
	text_hash        INTEGER NOT NULL, -- of the folded text
	image_id         INTEGER REFERENCES image (id), -- NULL: none
	import_id        TEXT NOT NULL DEFAULT '', -- of marsad import
	topic            TEXT NOT NULL DEFAULT ''  -- as imported or given
);
CREATE INDEX article_newest ON article (sort_s DESC, id DESC)
	WHERE state = 0;
CREATE INDEX article_language ON article (language, sort_s DESC, id DESC)
	WHERE state = 0;
CREATE INDEX article_outlet ON article (outlet_id, sort_s DESC, id DESC)
	WHERE state = 0;
CREATE INDEX article_image ON article (image_id);

-- Texts, compressed.
CREATE TABLE body (
	article_id INTEGER PRIMARY KEY REFERENCES article (id), -- whose
	dict       INTEGER NOT NULL, -- zstd dictionary; 0: none
	size       INTEGER NOT NULL, -- bytes when decompressed
	bytes      BLOB NOT NULL     -- one zstd frame
);

-- The keys of every address that leads to an article.
CREATE TABLE address (
	key        TEXT PRIMARY KEY, -- url_key
	article_id INTEGER NOT NULL REFERENCES article (id) -- it leads to
) WITHOUT ROWID;

-- Texts that outlets replaced.
CREATE TABLE revision (
	article_id INTEGER NOT NULL REFERENCES article (id), -- of
	number     INTEGER NOT NULL, -- from 1
	seen_s     INTEGER NOT NULL, -- when it was replaced
	title      TEXT NOT NULL,    -- that was replaced with it
	dict       INTEGER NOT NULL, -- zstd dictionary; 0: none
	size       INTEGER NOT NULL, -- bytes when decompressed
	bytes      BLOB NOT NULL,    -- one zstd frame
	PRIMARY KEY (article_id, number)
);

-- Every change that readers may see, in order; portals follow it.
CREATE TABLE article_log (
	seq        INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused
	article_id INTEGER NOT NULL, -- what changed
	op         INTEGER NOT NULL, -- 1 new, 2 revised, 3 state, 4 image
	at_s       INTEGER NOT NULL  -- when
);

-- Readers' reports: who is a keyed hash of network address and day.
CREATE TABLE report (
	kind     INTEGER NOT NULL, -- enum report_kind
	target   INTEGER NOT NULL, -- image or article
	reporter BLOB NOT NULL,    -- REPORTER_BYTES of hash
	at_s     INTEGER NOT NULL, -- when
	counts   INTEGER NOT NULL DEFAULT 1, -- 0: before a restore
	PRIMARY KEY (kind, target, reporter)
) WITHOUT ROWID;
CREATE INDEX report_latest ON report (at_s);

-- Folded titles and texts for search, by article id (rowid), until marsad's
-- own index comes.  Folding did the work: the tokenizer only cuts at spaces.
CREATE VIRTUAL TABLE fulltext USING fts5 (
	title, text, tokenize = 'unicode61 remove_diacritics 0'
);
