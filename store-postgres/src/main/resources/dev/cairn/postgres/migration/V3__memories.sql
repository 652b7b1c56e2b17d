-- The newest version of each key. namespace: each segment ended by U+0001; expires_at: the greatest number for never;
-- value: JSON, null where the version is a deletion.
CREATE TABLE memory (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    workspace   text COLLATE "C" NOT NULL,
    namespace   text COLLATE "C" NOT NULL,
    memory_key  text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    type        text COLLATE "C" NOT NULL,
    value       text COLLATE "C",
    metadata    text COLLATE "C" NOT NULL,
    created_at  bigint NOT NULL,
    updated_at  bigint NOT NULL,
    expires_at  bigint NOT NULL,
    deleted     integer NOT NULL,
    dimension   integer,
    embedding   bytea,
    PRIMARY KEY (workspace, namespace, memory_key),
    UNIQUE (workspace, id)
) WITH (fillfactor = 80);

CREATE INDEX memory_by_type ON memory (workspace, type, namespace, memory_key) WHERE deleted = 0;
CREATE INDEX memory_by_expiry ON memory (workspace, expires_at, namespace, memory_key)
  WHERE deleted = 0 AND expires_at < 9223372036854775807;
CREATE INDEX memory_by_deletion ON memory (workspace, updated_at) WHERE deleted = 1;
CREATE INDEX memory_by_dimension ON memory (workspace, dimension, namespace, memory_key) WHERE dimension IS NOT NULL;

-- Versions that later ones have followed, by the id of the row that holds the newest.
CREATE TABLE memory_version (
    workspace   text COLLATE "C" NOT NULL,
    memory_id   bigint NOT NULL,
    version     bigint NOT NULL,
    type        text COLLATE "C" NOT NULL,
    value       text COLLATE "C",
    metadata    text COLLATE "C" NOT NULL,
    created_at  bigint NOT NULL,
    updated_at  bigint NOT NULL,
    expires_at  bigint NOT NULL,
    deleted     integer NOT NULL,
    dimension   integer,
    embedding   bytea,
    PRIMARY KEY (workspace, memory_id, version)
);

CREATE INDEX memory_version_by_expiry ON memory_version (workspace, expires_at) WHERE expires_at < 9223372036854775807;

-- The terms of what lives; made outside, so that no dictionary has anything to decide. Apart from the memory, so that a new
-- version with the same terms writes no index.
CREATE TABLE memory_text (
    workspace text COLLATE "C" NOT NULL,
    id        bigint NOT NULL,
    terms     tsvector NOT NULL,
    PRIMARY KEY (workspace, id)
);

CREATE INDEX memory_text_terms ON memory_text USING gin (terms);
