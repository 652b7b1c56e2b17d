-- Text is ordered by its bytes (KEY-1), times are microseconds since 1970 in UTC (TIME-1), every key begins with the
-- workspace (NS-1). There are no foreign keys: every write runs serializable and looks for itself whether what it
-- belongs to is there, so that a refusal is a typed answer and not an aborted transaction.

-- The life of this database: revision = base + id of the transaction.
CREATE TABLE meta (
    one      integer NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch    text COLLATE "C" NOT NULL,
    base     bigint NOT NULL,
    lives_at text COLLATE "C" NOT NULL
);

CREATE TABLE workspace (
    id         text COLLATE "C" NOT NULL PRIMARY KEY,
    created_at bigint NOT NULL,
    deleting   integer NOT NULL,
    born       bigint NOT NULL
);

CREATE TABLE execution (
    workspace         text COLLATE "C" NOT NULL,
    id                text COLLATE "C" NOT NULL,
    name              text COLLATE "C" NOT NULL,
    command           text COLLATE "C" NOT NULL,
    working_directory text COLLATE "C" NOT NULL,
    status            text COLLATE "C" NOT NULL,
    exit_code         integer,
    error             text COLLATE "C",
    created_at        bigint NOT NULL,
    started_at        bigint,
    completed_at      bigint,
    duration_us       bigint,
    environment       text COLLATE "C" NOT NULL,
    user_name         text COLLATE "C",
    tags              text COLLATE "C" NOT NULL,
    metadata          text COLLATE "C" NOT NULL,
    total_steps       integer NOT NULL,
    completed_steps   integer NOT NULL,
    current_step      integer NOT NULL,
    lost              integer NOT NULL,
    version           bigint NOT NULL,
    PRIMARY KEY (workspace, id)
) WITH (fillfactor = 80); -- room for the next version of a row on its page: no index changes, and none is locked

CREATE INDEX execution_by_time ON execution (workspace, created_at, id);
CREATE INDEX execution_by_status ON execution (workspace, status, created_at, id);
CREATE INDEX execution_by_user ON execution (workspace, user_name, created_at, id) WHERE user_name IS NOT NULL;
CREATE INDEX execution_by_duration ON execution (workspace, duration_us) WHERE duration_us IS NOT NULL;

CREATE TABLE execution_tag (
    workspace    text COLLATE "C" NOT NULL,
    tag          text COLLATE "C" NOT NULL,
    created_at   bigint NOT NULL,
    execution_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, tag, created_at, execution_id)
);

CREATE TABLE lease (
    workspace    text COLLATE "C" NOT NULL,
    execution_id text COLLATE "C" NOT NULL,
    expires_at   bigint NOT NULL,
    PRIMARY KEY (workspace, execution_id)
);

CREATE INDEX lease_by_end ON lease (workspace, expires_at, execution_id);

CREATE TABLE step (
    workspace     text COLLATE "C" NOT NULL,
    execution_id  text COLLATE "C" NOT NULL,
    step_index    integer NOT NULL,
    name          text COLLATE "C" NOT NULL,
    description   text COLLATE "C" NOT NULL,
    status        text COLLATE "C" NOT NULL,
    exit_code     integer,
    error         text COLLATE "C",
    stop_on_error integer NOT NULL,
    estimated_us  bigint,
    created_at    bigint NOT NULL,
    started_at    bigint,
    completed_at  bigint,
    lost          integer NOT NULL,
    metadata      text COLLATE "C" NOT NULL,
    version       bigint NOT NULL,
    PRIMARY KEY (workspace, execution_id, step_index)
) WITH (fillfactor = 80);

CREATE TABLE log_chunk (
    workspace    text COLLATE "C" NOT NULL,
    execution_id text COLLATE "C" NOT NULL,
    last_seq     bigint NOT NULL,
    first_seq    bigint NOT NULL,
    levels       integer NOT NULL,
    streams      integer NOT NULL,
    step_min     integer NOT NULL,
    step_max     integer NOT NULL,
    encoding     integer NOT NULL,
    payload      bytea NOT NULL,
    PRIMARY KEY (workspace, execution_id, last_seq)
);

-- Encoded already.
ALTER TABLE log_chunk ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE log_head (
    workspace    text COLLATE "C" NOT NULL,
    execution_id text COLLATE "C" NOT NULL,
    last_seq     bigint NOT NULL,
    PRIMARY KEY (workspace, execution_id)
) WITH (fillfactor = 50);

CREATE TABLE artifact (
    workspace    text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    execution_id text COLLATE "C" NOT NULL,
    step_index   integer,
    name         text COLLATE "C" NOT NULL,
    description  text COLLATE "C" NOT NULL,
    file_name    text COLLATE "C" NOT NULL,
    mime_type    text COLLATE "C" NOT NULL,
    type         text COLLATE "C" NOT NULL,
    sha256       text COLLATE "C" NOT NULL,
    size         bigint NOT NULL,
    created_at   bigint NOT NULL,
    expires_at   bigint,
    tags         text COLLATE "C" NOT NULL,
    metadata     text COLLATE "C" NOT NULL,
    is_public    integer NOT NULL,
    PRIMARY KEY (workspace, id)
);

CREATE INDEX artifact_by_execution ON artifact (workspace, execution_id, created_at, id);
CREATE INDEX artifact_by_content ON artifact (workspace, sha256);
CREATE INDEX artifact_by_end ON artifact (workspace, expires_at, id) WHERE expires_at IS NOT NULL;

CREATE TABLE producer (
    workspace text COLLATE "C" NOT NULL,
    producer  text COLLATE "C" NOT NULL,
    last      bigint NOT NULL,
    at        bigint NOT NULL,
    PRIMARY KEY (workspace, producer)
);

CREATE INDEX producer_by_age ON producer (workspace, at);

-- kind: 1 execution, 2 step, 3 log, 4 artifact; op: 0 put, 1 delete; id: empty where it is the root's own.
CREATE TABLE change (
    workspace text COLLATE "C" NOT NULL,
    revision  bigint NOT NULL,
    ordinal   integer NOT NULL,
    kind      integer NOT NULL,
    root_id   text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    op        integer NOT NULL,
    version   bigint NOT NULL,
    PRIMARY KEY (workspace, revision, ordinal)
);

-- Compaction looks for the later change of the same entity, or the tombstone of its root.
CREATE INDEX change_by_root ON change (workspace, root_id, revision);

-- How far each feed was compacted. Not in the row of the workspace: every write reads that one.
CREATE TABLE feed_floor (
    workspace text COLLATE "C" NOT NULL PRIMARY KEY,
    floor     bigint NOT NULL
);

CREATE TABLE blob (
    workspace text COLLATE "C" NOT NULL,
    sha256    text COLLATE "C" NOT NULL,
    size      bigint NOT NULL,
    upload    text COLLATE "C" NOT NULL,
    staged_at bigint NOT NULL,
    PRIMARY KEY (workspace, sha256)
);

CREATE INDEX blob_by_age ON blob (workspace, staged_at, sha256);

-- An upload is content that is not known yet, or no longer: collection removes it.
CREATE TABLE blob_upload (
    workspace  text COLLATE "C" NOT NULL,
    upload     text COLLATE "C" NOT NULL,
    started_at bigint NOT NULL,
    PRIMARY KEY (workspace, upload)
);

CREATE INDEX blob_upload_by_age ON blob_upload (workspace, started_at, upload);

CREATE TABLE blob_chunk (
    workspace text COLLATE "C" NOT NULL,
    upload    text COLLATE "C" NOT NULL,
    place     integer NOT NULL,
    data      bytea NOT NULL,
    PRIMARY KEY (workspace, upload, place)
);

-- Content is compressed already more often than not, and its length must be known without reading it.
ALTER TABLE blob_chunk ALTER COLUMN data SET STORAGE EXTERNAL;
