CREATE TABLE session (
    workspace     text COLLATE "C" NOT NULL,
    id            text COLLATE "C" NOT NULL,
    app           text COLLATE "C" NOT NULL,
    user_name     text COLLATE "C" NOT NULL,
    project       text COLLATE "C",
    status        text COLLATE "C" NOT NULL,
    metadata      text COLLATE "C" NOT NULL,
    created_at    bigint NOT NULL,
    updated_at    bigint NOT NULL,
    terminated_at bigint,
    archived_at   bigint,
    version       bigint NOT NULL,
    PRIMARY KEY (workspace, id)
) WITH (fillfactor = 80);

CREATE INDEX session_by_time ON session (workspace, created_at, id);
CREATE INDEX session_by_app ON session (workspace, app, created_at, id);
CREATE INDEX session_by_user ON session (workspace, user_name, created_at, id);
CREATE INDEX session_by_project ON session (workspace, project, created_at, id) WHERE project IS NOT NULL;
CREATE INDEX session_by_status ON session (workspace, status, created_at, id);

-- How far the events go, and who may append: token 0 where no lease was ever taken, holder null once it was given back.
CREATE TABLE session_head (
    workspace  text COLLATE "C" NOT NULL,
    session_id text COLLATE "C" NOT NULL,
    last_seq   bigint NOT NULL,
    holder     text COLLATE "C",
    token      bigint NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (workspace, session_id)
) WITH (fillfactor = 50);

CREATE TABLE session_event (
    workspace  text COLLATE "C" NOT NULL,
    session_id text COLLATE "C" NOT NULL,
    seq        bigint NOT NULL,
    id         text COLLATE "C" NOT NULL,
    type       text COLLATE "C" NOT NULL,
    actor      text COLLATE "C" NOT NULL,
    at         bigint NOT NULL,
    content    text COLLATE "C" NOT NULL,
    state      text COLLATE "C" NOT NULL,
    ends_turn  integer NOT NULL,
    PRIMARY KEY (workspace, session_id, seq)
);

CREATE UNIQUE INDEX session_event_by_id ON session_event (workspace, session_id, id);

-- value: JSON, null once removed; the version goes on from there
CREATE TABLE state (
    workspace  text COLLATE "C" NOT NULL,
    scope      text COLLATE "C" NOT NULL,
    owner      text COLLATE "C" NOT NULL,
    state_key  text COLLATE "C" NOT NULL,
    value      text COLLATE "C",
    updated_at bigint NOT NULL,
    version    bigint NOT NULL,
    PRIMARY KEY (workspace, scope, owner, state_key)
) WITH (fillfactor = 80);
