CREATE TABLE session (
  workspace     TEXT    NOT NULL,
  id            TEXT    NOT NULL,
  app           TEXT    NOT NULL,
  user_name     TEXT    NOT NULL,
  project       TEXT,
  status        TEXT    NOT NULL,
  metadata      TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  terminated_at INTEGER,
  archived_at   INTEGER,
  version       INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT;

CREATE INDEX session_newest ON session (workspace, created_at, id);
CREATE INDEX session_app ON session (workspace, app, created_at, id);
CREATE INDEX session_user ON session (workspace, user_name, created_at, id);
CREATE INDEX session_project ON session (workspace, project, created_at, id) WHERE project IS NOT NULL;
CREATE INDEX session_status ON session (workspace, status, created_at, id);

-- How far the events go, and who may append: token 0 where no lease was ever taken, holder null once it was given back.
-- last_place: the last event; prior_place: the last one before the last append.
CREATE TABLE session_head (
  workspace  TEXT    NOT NULL,
  session_id TEXT    NOT NULL,
  last_seq   INTEGER NOT NULL,
  last_place INTEGER,
  prior_place INTEGER,
  holder     TEXT,
  token      INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, session_id),
  FOREIGN KEY (workspace, session_id) REFERENCES session (workspace, id)
) STRICT, WITHOUT ROWID;

-- Events of all sessions in the order in which they were appended; each names the one before it in its session (prior).
CREATE TABLE session_event (
  place      INTEGER NOT NULL PRIMARY KEY,
  workspace  TEXT    NOT NULL,
  session_id TEXT    NOT NULL,
  seq        INTEGER NOT NULL,
  prior      INTEGER,
  id         TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  actor      TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  content    TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  ends_turn  INTEGER NOT NULL,
  UNIQUE (id, session_id, workspace) -- ids are minted in rising order: new ones of all sessions stand side by side
) STRICT;

-- Where to begin, to read from the middle. An entry for each event would cost each append a page of its own.
CREATE INDEX session_event_mark ON session_event (workspace, session_id, seq) WHERE seq % 16 = 0;

-- value: JSON, null once removed; the version goes on from there
CREATE TABLE state (
  workspace  TEXT    NOT NULL,
  scope      TEXT    NOT NULL,
  owner      TEXT    NOT NULL,
  state_key  TEXT    NOT NULL,
  value      TEXT,
  updated_at INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  PRIMARY KEY (workspace, scope, owner, state_key)
) STRICT, WITHOUT ROWID;
