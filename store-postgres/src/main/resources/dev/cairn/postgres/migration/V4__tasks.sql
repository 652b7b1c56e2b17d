-- place: the order within a status (Task.place), one index for claims, promotion, expiry, counts and pruning.
-- overdue_at: the deadline of what is not over. settling: dependents are still to be told that it is over.
CREATE TABLE task (
    workspace    text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    type         text COLLATE "C" NOT NULL,
    source       text COLLATE "C" NOT NULL,
    task_key     text COLLATE "C",
    session      text COLLATE "C",
    parent       text COLLATE "C",
    priority     integer NOT NULL,
    max_attempts integer NOT NULL,
    backoff_us   bigint NOT NULL,
    not_before   bigint,
    deadline     bigint,
    created_at   bigint NOT NULL,
    status       text COLLATE "C" NOT NULL,
    attempts     integer NOT NULL,
    unresolved   integer NOT NULL,
    due_at       bigint,
    ready_at     bigint,
    started_at   bigint,
    finished_at  bigint,
    updated_at   bigint NOT NULL,
    token        bigint NOT NULL,
    worker       text COLLATE "C",
    lease_ends   bigint,
    settling     integer NOT NULL,
    version      bigint NOT NULL,
    place        bigint NOT NULL,
    overdue_at   bigint,
    error        text COLLATE "C",
    result       text COLLATE "C",
    input        text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, id)
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX task_by_key ON task (workspace, task_key) WHERE task_key IS NOT NULL;
CREATE INDEX task_by_place ON task (workspace, status, place, id);
CREATE INDEX task_by_type_ready ON task (workspace, type, place, id) WHERE status = 'ready';
CREATE INDEX task_by_deadline ON task (workspace, overdue_at, id) WHERE overdue_at IS NOT NULL;
CREATE INDEX task_unsettled ON task (workspace, id) WHERE settling = 1;
CREATE INDEX task_by_time ON task (workspace, created_at, id);
CREATE INDEX task_by_status ON task (workspace, status, created_at, id);
CREATE INDEX task_by_type ON task (workspace, type, created_at, id);
CREATE INDEX task_by_session ON task (workspace, session, created_at, id) WHERE session IS NOT NULL;
CREATE INDEX task_by_parent ON task (workspace, parent, created_at, id) WHERE parent IS NOT NULL;

CREATE TABLE task_dependency (
    workspace    text COLLATE "C" NOT NULL,
    dependent    text COLLATE "C" NOT NULL,
    prerequisite text COLLATE "C" NOT NULL,
    resolved     integer NOT NULL,
    PRIMARY KEY (workspace, dependent, prerequisite)
) WITH (fillfactor = 80);

-- Without resolved: then resolving changes no index, and so no page that others have read.
CREATE INDEX task_dependency_by_prerequisite ON task_dependency (workspace, prerequisite, dependent);
