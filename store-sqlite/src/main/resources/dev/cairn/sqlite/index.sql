-- The file beside the database in which entries are found; see IndexFile. All of it is made from the database, and can be again.

-- life: which opening of the database this goes with; place: up to which row of the journal it goes.
CREATE TABLE mark (
  id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  life  TEXT    NOT NULL,
  place INTEGER NOT NULL
) STRICT;

INSERT INTO mark (id, life, place) VALUES (1, '', 0);

-- Changes by their root.
CREATE TABLE change_root (
  workspace TEXT    NOT NULL,
  root_id   ANY     NOT NULL,
  revision  INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  PRIMARY KEY (workspace, root_id, revision, ordinal)
) STRICT, WITHOUT ROWID;

-- Entries of the audit in the order of lists: all (facet 0, value empty), by actor (1), action (2) and root (3).
CREATE TABLE audit_lookup (
  workspace TEXT    NOT NULL,
  facet     INTEGER NOT NULL,
  value     ANY     NOT NULL,
  at        INTEGER NOT NULL,
  revision  INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  PRIMARY KEY (workspace, facet, value, at, revision, ordinal)
) STRICT, WITHOUT ROWID;

-- The terms of what lives, by the id of its row; made outside, so that the tokenizer has nothing to decide. Only whether a
-- term is there is asked, so no positions are kept.
CREATE VIRTUAL TABLE memory_text USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
