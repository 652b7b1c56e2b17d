-- The newest version of each key. namespace: each segment ended by U+0001; expires_at: the greatest number for never;
-- value: JSON, null where the version is a deletion; prior: where the version before is kept; oldest: the first version that
-- is. An id is never given twice, since old versions may still name it: the row of no workspace has an id above those of all that
-- were removed.
CREATE TABLE memory (
  id          INTEGER NOT NULL PRIMARY KEY,
  workspace   TEXT    NOT NULL,
  namespace   TEXT    NOT NULL,
  memory_key  TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  prior       INTEGER,
  oldest      INTEGER NOT NULL DEFAULT 1,
  type        TEXT    NOT NULL,
  value       TEXT,
  metadata    TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  deleted     INTEGER NOT NULL,
  dimension   INTEGER,
  embedding   BLOB,
  UNIQUE (workspace, namespace, memory_key)
) STRICT;

CREATE INDEX memory_type ON memory (workspace, type, namespace, memory_key) WHERE deleted = 0;
CREATE INDEX memory_expiry ON memory (workspace, expires_at, namespace, memory_key)
  WHERE deleted = 0 AND expires_at < 9223372036854775807;
CREATE INDEX memory_deletion ON memory (workspace, updated_at) WHERE deleted = 1;
CREATE INDEX memory_vector ON memory (workspace, dimension, namespace, memory_key) WHERE dimension IS NOT NULL;

-- Versions that later ones have followed, in the order in which that happened: those of memories far apart stand side by side.
-- No index by memory, which would cost a page for each; the row of the memory names the last one, and each the one before it
-- (prior), which may be gone. A version past its expiry stays as a link of the chain (dropped), without what it held.
CREATE TABLE memory_version (
  id          INTEGER NOT NULL PRIMARY KEY,
  workspace   TEXT    NOT NULL,
  memory_id   INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  prior       INTEGER,
  dropped     INTEGER NOT NULL DEFAULT 0,
  type        TEXT    NOT NULL,
  value       TEXT,
  metadata    TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  deleted     INTEGER NOT NULL,
  dimension   INTEGER,
  embedding   BLOB
) STRICT;

CREATE INDEX memory_version_expiry ON memory_version (workspace, expires_at) WHERE expires_at < 9223372036854775807;

-- Terms that are not in the text index yet (Indexing). A search looks here, too: what waits stands for what the index holds of the
-- same row. place: rises as transactions are committed, within one opening of the database.
CREATE TABLE memory_unindexed (
  id    INTEGER NOT NULL PRIMARY KEY,
  terms TEXT    NOT NULL,          -- with a blank before and after each; of a deletion a blank; empty where the row is gone
  place INTEGER NOT NULL
) STRICT;

CREATE TRIGGER memory_forgotten AFTER DELETE ON memory BEGIN
  INSERT OR REPLACE INTO memory_unindexed (id, terms, place) VALUES (old.id, '', total_changes());
END;
