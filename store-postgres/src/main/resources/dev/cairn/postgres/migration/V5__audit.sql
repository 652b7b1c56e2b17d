-- Entries are only added, and go with their workspace. kind and op as in change; reason is null where none was given.
CREATE TABLE audit_entry (
    workspace text COLLATE "C" NOT NULL,
    revision  bigint NOT NULL,
    ordinal   integer NOT NULL,
    at        bigint NOT NULL,
    actor     text COLLATE "C" NOT NULL,
    reason    text COLLATE "C",
    action    text COLLATE "C" NOT NULL,
    kind      integer NOT NULL,
    root_id   text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    op        integer NOT NULL,
    version   bigint NOT NULL,
    PRIMARY KEY (workspace, revision, ordinal)
);

CREATE INDEX audit_entry_by_time ON audit_entry (workspace, at, revision, ordinal);
CREATE INDEX audit_entry_by_actor ON audit_entry (workspace, actor, at, revision, ordinal);
CREATE INDEX audit_entry_by_action ON audit_entry (workspace, action, at, revision, ordinal);
CREATE INDEX audit_entry_by_root ON audit_entry (workspace, root_id, at, revision, ordinal);

-- The chain stands apart, so that writers of entries never touch it.
CREATE TABLE audit_seal (
    workspace text COLLATE "C" NOT NULL,
    seq       bigint NOT NULL,
    revision  bigint NOT NULL,
    ordinal   integer NOT NULL,
    hash      bytea NOT NULL,
    PRIMARY KEY (workspace, seq),
    UNIQUE (workspace, revision, ordinal)
);
