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
    deleting   boolean NOT NULL,
    born       bigint NOT NULL,
    floor      bigint NOT NULL
);

CREATE TABLE change (
    workspace text COLLATE "C" NOT NULL,
    revision  bigint NOT NULL,
    place     integer NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    root_id   text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    op        text COLLATE "C" NOT NULL,
    version   bigint NOT NULL,
    PRIMARY KEY (workspace, revision, place)
);

-- Compaction looks for the later change of the same entity, or the tombstone of its root.
CREATE INDEX change_by_root ON change (workspace, root_id, revision);

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
