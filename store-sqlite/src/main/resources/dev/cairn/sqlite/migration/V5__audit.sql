-- Entries are only added, and go with their workspace. kind, root_id and op as in change; reason is null where none was given.
CREATE TABLE audit_entry (
  workspace TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  actor     TEXT    NOT NULL,
  reason    TEXT,
  action    TEXT    NOT NULL,
  kind      INTEGER NOT NULL,
  root_id   ANY     NOT NULL,
  id        ANY     NOT NULL,
  op        INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  PRIMARY KEY (workspace, revision, ordinal)
) STRICT, WITHOUT ROWID;

-- The chain stands apart, so that writers of entries never touch it.
CREATE TABLE audit_seal (
  workspace TEXT    NOT NULL,
  seq       INTEGER NOT NULL,
  revision  INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  hash      BLOB    NOT NULL,
  PRIMARY KEY (workspace, seq),
  UNIQUE (workspace, revision, ordinal)
) STRICT, WITHOUT ROWID;
