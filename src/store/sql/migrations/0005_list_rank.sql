-- Where an outlet's own list shows an article (docs/stories.md): its best place
-- there, 1 at the top; 0: in no such list.
ALTER TABLE article ADD COLUMN list_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE frontier ADD COLUMN list_rank INTEGER NOT NULL DEFAULT 0;
