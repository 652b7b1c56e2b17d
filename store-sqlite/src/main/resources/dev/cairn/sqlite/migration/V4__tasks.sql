-- place: the order within a status (Task.place), one index for claims, promotion, expiry, counts and pruning.
-- overdue_at: the deadline of what is not over. settling: dependents are still to be told that it is over.
CREATE TABLE task (
  workspace    TEXT    NOT NULL,
  id           TEXT    NOT NULL,
  type         TEXT    NOT NULL,
  source       TEXT    NOT NULL,
  task_key     TEXT,
  session      TEXT,
  parent       TEXT,
  priority     INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  backoff_us   INTEGER NOT NULL,
  not_before   INTEGER,
  deadline     INTEGER,
  created_at   INTEGER NOT NULL,
  status       TEXT    NOT NULL,
  attempts     INTEGER NOT NULL,
  unresolved   INTEGER NOT NULL,
  due_at       INTEGER,
  ready_at     INTEGER,
  started_at   INTEGER,
  finished_at  INTEGER,
  updated_at   INTEGER NOT NULL,
  token        INTEGER NOT NULL,
  worker       TEXT,
  lease_ends   INTEGER,
  settling     INTEGER NOT NULL,
  version      INTEGER NOT NULL,
  place        INTEGER NOT NULL,
  overdue_at   INTEGER,
  error        TEXT,
  result       TEXT,
  input        TEXT    NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT;

CREATE UNIQUE INDEX task_once ON task (workspace, task_key) WHERE task_key IS NOT NULL;
CREATE INDEX task_place ON task (workspace, status, place, id);
CREATE INDEX task_ready ON task (workspace, type, place, id) WHERE status = 'ready';
CREATE INDEX task_overdue ON task (workspace, overdue_at, id) WHERE overdue_at IS NOT NULL;
CREATE INDEX task_settling ON task (workspace, id) WHERE settling = 1;
CREATE INDEX task_newest ON task (workspace, created_at, id);
CREATE INDEX task_status ON task (workspace, status, created_at, id);
CREATE INDEX task_type ON task (workspace, type, created_at, id);
CREATE INDEX task_session ON task (workspace, session, created_at, id) WHERE session IS NOT NULL;
CREATE INDEX task_parent ON task (workspace, parent, created_at, id) WHERE parent IS NOT NULL;

CREATE TABLE task_dependency (
  workspace    TEXT    NOT NULL,
  dependent    TEXT    NOT NULL,
  prerequisite TEXT    NOT NULL,
  resolved     INTEGER NOT NULL,
  PRIMARY KEY (workspace, dependent, prerequisite)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_dependent ON task_dependency (workspace, prerequisite, resolved, dependent);
