-- Selectors of an outlet's pages, and the lines that repeat on them.

-- RULE_SET(:outlet int, :kind int, :selector text)   another selector starts anew
INSERT INTO outlet_rule (outlet_id, kind, selector)
VALUES (:outlet, :kind, :selector)
ON CONFLICT (outlet_id, kind) DO UPDATE SET selector = excluded.selector,
	pages = 0, matched = 0, recent = 0, alarm = 0, alarm_s = 0
WHERE selector <> excluded.selector;

-- RULE_DELETE(:outlet int, :kind int)   there is none any more
DELETE FROM outlet_rule WHERE outlet_id = :outlet AND kind = :kind;

-- RULE_OF_OUTLET(:outlet int) -> kind int, selector text, pages int, matched int, recent int, alarm int, alarm_s int   by kind
SELECT kind, selector, pages, matched, recent, alarm, alarm_s
FROM outlet_rule WHERE outlet_id = :outlet ORDER BY kind;

-- RULE_SEEN(:outlet int, :kind int, :selector text, :hit int, :window int) -> pages int, recent int, alarm int   a page was read with it; no row when it was changed since
UPDATE outlet_rule SET pages = pages + 1, matched = matched + :hit,
	recent = (recent << 1 | :hit) & :window
WHERE outlet_id = :outlet AND kind = :kind AND selector = :selector
RETURNING pages, recent, alarm;

-- RULE_ALARM(:outlet int, :kind int, :alarm int, :now int)   its state changes
UPDATE outlet_rule SET alarm = :alarm, alarm_s = :now
WHERE outlet_id = :outlet AND kind = :kind;

-- LEARNT_ADD(:outlet int) -> pages int   one more
INSERT INTO outlet_learnt (outlet_id, pages) VALUES (:outlet, 1)
ON CONFLICT (outlet_id) DO UPDATE SET pages = pages + 1
RETURNING pages;

-- LEARNT_FORGET(:outlet int)   back to none
DELETE FROM outlet_learnt WHERE outlet_id = :outlet;

-- LINE_STATE(:outlet int, :print int) -> share int   no row: never seen
SELECT share FROM outlet_line WHERE outlet_id = :outlet AND print = :print;

-- LINE_SEEN(:outlet int, :print int, :page int, :article int, :kept int, :stale int) -> sightings int, first_page int, share int, articles text   in one more article; one not seen for long begins anew
INSERT INTO outlet_line (outlet_id, print, sightings, first_page, last_page,
	articles)
VALUES (:outlet, :print, 1, :page, :page, :article || ' ')
ON CONFLICT (outlet_id, print) DO UPDATE SET
	sightings = CASE WHEN :page - last_page > :stale THEN 1
		ELSE sightings + 1 END,
	first_page = CASE WHEN :page - last_page > :stale THEN :page
		ELSE first_page END,
	last_page = :page,
	articles = CASE WHEN share > 0 THEN ''
		WHEN :page - last_page > :stale THEN excluded.articles
		WHEN sightings < :kept THEN articles || excluded.articles
		ELSE articles END
RETURNING sightings, first_page, share, articles;

-- LINE_LEARNT(:outlet int, :print int, :share int, :sample text)   it is boilerplate from now on
UPDATE outlet_line SET share = :share, sample = :sample, articles = ''
WHERE outlet_id = :outlet AND print = :print;

-- LINE_UNLEARN(:outlet int, :page int)   what fell below half of the share it was taken for
UPDATE outlet_line SET share = 0, sample = ''
WHERE outlet_id = :outlet AND share > 0
	AND sightings * 200 < share * (:page - first_page + 1);

-- LINE_KNOWN(:outlet int, :limit int) -> print int, sightings int, sample text   boilerplate, the last seen first
SELECT print, sightings, sample FROM outlet_line
WHERE outlet_id = :outlet AND share > 0
ORDER BY last_page DESC, print LIMIT :limit;

-- LINE_PRUNE(:outlet int, :most int, :keep int)   when there are too many: seen once goes first, then the longest unseen
DELETE FROM outlet_line WHERE outlet_id = :outlet
	AND (SELECT count(*) FROM outlet_line WHERE outlet_id = :outlet) > :most
	AND print IN (SELECT print FROM outlet_line WHERE outlet_id = :outlet
		ORDER BY sightings > 1 DESC, last_page DESC, print
		LIMIT -1 OFFSET :keep);

-- LINE_FORGET(:outlet int)   all of an outlet
DELETE FROM outlet_line WHERE outlet_id = :outlet;
