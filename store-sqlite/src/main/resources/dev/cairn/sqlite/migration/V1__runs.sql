-- WITHOUT ROWID where rows are short and the key is the access path; tables with long rows keep a rowid, so that their
-- b-trees stay shallow. Times are microseconds since 1970, UTC.

CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One life of this store: positions in the feed carry it.
INSERT INTO meta (name, value) VALUES ('epoch', 's' || lower(hex(randomblob(6))));
-- Revisions up to here may have been given out; see Revisions.
INSERT INTO meta (name, value) VALUES ('revision_reserved', '0');
-- Which file beside the database goes with it, and up to which row of the journal that must go at least; see IndexFile.
INSERT INTO meta (name, value) VALUES ('index_life', ''), ('index_place', '0');

CREATE TABLE workspace (
  id         TEXT    NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL,
  deleting   INTEGER NOT NULL,
  born       INTEGER NOT NULL, -- revisions at or below belong to an earlier workspace of this name
  compacted  INTEGER NOT NULL  -- the feed has lost superseded changes up to here
) STRICT, WITHOUT ROWID;

CREATE TABLE execution (
  workspace         TEXT    NOT NULL,
  id                TEXT    NOT NULL,
  name              TEXT    NOT NULL,
  command           TEXT    NOT NULL,
  working_directory TEXT    NOT NULL,
  status            TEXT    NOT NULL,
  exit_code         INTEGER,
  error             TEXT,
  created_at        INTEGER NOT NULL,
  started_at        INTEGER,
  completed_at      INTEGER,
  duration_us       INTEGER,
  environment       TEXT    NOT NULL,
  user_name         TEXT,
  tags              TEXT    NOT NULL,
  metadata          TEXT    NOT NULL,
  total_steps       INTEGER NOT NULL,
  completed_steps   INTEGER NOT NULL,
  current_step      INTEGER NOT NULL,
  lost              INTEGER NOT NULL,
  version           INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT;

CREATE INDEX execution_newest ON execution (workspace, created_at, id);
CREATE INDEX execution_status ON execution (workspace, status, created_at, id);
CREATE INDEX execution_user ON execution (workspace, user_name, created_at, id) WHERE user_name IS NOT NULL;
CREATE INDEX execution_duration ON execution (workspace, duration_us) WHERE duration_us IS NOT NULL;

CREATE TABLE execution_tag (
  workspace    TEXT    NOT NULL,
  tag          TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  execution_id TEXT    NOT NULL,
  PRIMARY KEY (workspace, tag, created_at, execution_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
  workspace    TEXT    NOT NULL,
  execution_id TEXT    NOT NULL,
  expires_at   INTEGER NOT NULL,
  PRIMARY KEY (workspace, execution_id),
  FOREIGN KEY (workspace, execution_id) REFERENCES execution (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX lease_expiry ON lease (workspace, expires_at, execution_id);

CREATE TABLE step (
  workspace     TEXT    NOT NULL,
  execution_id  TEXT    NOT NULL,
  step_index    INTEGER NOT NULL,
  name          TEXT    NOT NULL,
  description   TEXT    NOT NULL,
  status        TEXT    NOT NULL,
  exit_code     INTEGER,
  error         TEXT,
  stop_on_error INTEGER NOT NULL,
  estimated_us  INTEGER,
  created_at    INTEGER NOT NULL,
  started_at    INTEGER,
  completed_at  INTEGER,
  metadata      TEXT    NOT NULL,
  lost          INTEGER NOT NULL,
  version       INTEGER NOT NULL,
  PRIMARY KEY (workspace, execution_id, step_index),
  FOREIGN KEY (workspace, execution_id) REFERENCES execution (workspace, id)
) STRICT, WITHOUT ROWID;

-- Keyed by the last sequence of the chunk: "after n" and "the end of the log" are then both one seek.
CREATE TABLE log_chunk (
  workspace    TEXT    NOT NULL,
  execution_id TEXT    NOT NULL,
  last_seq     INTEGER NOT NULL,
  first_seq    INTEGER NOT NULL,
  levels       INTEGER NOT NULL,
  streams      INTEGER NOT NULL,
  step_min     INTEGER NOT NULL,
  step_max     INTEGER NOT NULL,
  encoding     INTEGER NOT NULL,
  payload      BLOB    NOT NULL,
  PRIMARY KEY (workspace, execution_id, last_seq),
  FOREIGN KEY (workspace, execution_id) REFERENCES execution (workspace, id)
) STRICT;

-- Content lies in files beside the database.
CREATE TABLE blob (
  workspace TEXT    NOT NULL,
  sha256    BLOB    NOT NULL,
  size      INTEGER NOT NULL,
  staged_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_staged ON blob (workspace, staged_at);

CREATE TABLE artifact (
  workspace    TEXT    NOT NULL,
  id           TEXT    NOT NULL,
  execution_id TEXT    NOT NULL,
  step_index   INTEGER,
  name         TEXT    NOT NULL,
  description  TEXT    NOT NULL,
  file_name    TEXT    NOT NULL,
  mime_type    TEXT    NOT NULL,
  type         TEXT    NOT NULL,
  sha256       BLOB    NOT NULL,
  size         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  tags         TEXT    NOT NULL,
  metadata     TEXT    NOT NULL,
  is_public    INTEGER NOT NULL,
  PRIMARY KEY (workspace, id),
  FOREIGN KEY (workspace, execution_id) REFERENCES execution (workspace, id),
  FOREIGN KEY (workspace, sha256) REFERENCES blob (workspace, sha256)
) STRICT;

CREATE INDEX artifact_execution ON artifact (workspace, execution_id, created_at, id);
CREATE INDEX artifact_expiry ON artifact (workspace, expires_at, id) WHERE expires_at IS NOT NULL;
CREATE INDEX artifact_content ON artifact (workspace, sha256);

CREATE TABLE producer (
  workspace TEXT    NOT NULL,
  producer  TEXT    NOT NULL,
  last      INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (workspace, producer)
) STRICT, WITHOUT ROWID;

CREATE INDEX producer_at ON producer (workspace, at);

-- kind: 1 execution, 2 step, 3 log, 4 artifact; root_id, id: a UUID as 16 bytes, other ids as text, for equality only;
-- id: empty where it is the root's own; op: 0 put, 1 delete
CREATE TABLE change (
  workspace TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  kind      INTEGER NOT NULL,
  root_id   ANY     NOT NULL,
  id        ANY     NOT NULL,
  op        INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  root_version INTEGER,      -- a put of the root, right after this one of its part
  PRIMARY KEY (workspace, revision, ordinal)
) STRICT, WITHOUT ROWID;

-- What was written last, of the change log and of the audit: one row where each of them has one of its own, and several places in
-- each. The tables take it over by the hundreds, once it is found by the index, see Gathering; until then readers look here as well.
CREATE TABLE journal (
  place        INTEGER NOT NULL PRIMARY KEY, -- revision and ordinal, see JournalRow
  workspace    TEXT    NOT NULL,
  told         INTEGER NOT NULL,             -- 0: of the audit alone
  kind         INTEGER NOT NULL,
  root_id      ANY     NOT NULL,
  id           ANY     NOT NULL,             -- empty where it is the root's own
  op           INTEGER NOT NULL,
  version      INTEGER NOT NULL,
  root_version INTEGER,
  at           INTEGER,                      -- null, as actor and action, where nothing is audited
  actor        TEXT,
  reason       TEXT,
  action       TEXT
) STRICT;
