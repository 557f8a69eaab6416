-- What an operator says of an outlet's pages, and how it fares.
CREATE TABLE outlet_rule (
	outlet_id INTEGER NOT NULL REFERENCES outlet (id)
	          ON DELETE CASCADE,         -- whose pages
	kind     INTEGER NOT NULL,           -- enum outlet_rule_kind
	selector TEXT NOT NULL,              -- CSS, never empty
	pages    INTEGER NOT NULL DEFAULT 0, -- read with this selector
	matched  INTEGER NOT NULL DEFAULT 0, -- of these
	recent   INTEGER NOT NULL DEFAULT 0, -- a bit a page, newest lowest
	alarm    INTEGER NOT NULL DEFAULT 0, -- 1: matches none any more
	alarm_s  INTEGER NOT NULL DEFAULT 0, -- since then
	PRIMARY KEY (outlet_id, kind)
) WITHOUT ROWID;

-- How many articles of an outlet have taught its lines.
CREATE TABLE outlet_learnt (
	outlet_id INTEGER PRIMARY KEY REFERENCES outlet (id)
	          ON DELETE CASCADE, -- whose
	pages     INTEGER NOT NULL   -- grows by one an article
);

-- Lines of the texts of an outlet, to tell its boilerplate; bounded.
CREATE TABLE outlet_line (
	outlet_id  INTEGER NOT NULL REFERENCES outlet (id)
	           ON DELETE CASCADE, -- whose
	print      INTEGER NOT NULL,  -- hash of the folded line
	sightings  INTEGER NOT NULL,  -- articles that carried it
	first_page INTEGER NOT NULL,  -- outlet_learnt.pages at the first
	last_page  INTEGER NOT NULL,  -- and at the last of them
	articles   TEXT NOT NULL,     -- ids of the first ones, each and ' '
	share      INTEGER NOT NULL DEFAULT 0, -- boilerplate: by so many %
	sample     TEXT NOT NULL DEFAULT '',   -- boilerplate: how it reads
	PRIMARY KEY (outlet_id, print)
) WITHOUT ROWID;
CREATE INDEX outlet_line_known ON outlet_line (outlet_id) WHERE share > 0;
