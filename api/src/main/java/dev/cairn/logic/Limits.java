package dev.cairn.logic;

/** Every limit on input, in one place (clause LIM-1). Lengths of text count UTF-16 units. */
public final class Limits {
    public static final int DEFAULT_PAGE = 50;
    public static final int MAX_PAGE = 1_000;
    /** Estimated totals count no further than this. */
    public static final int ESTIMATE = 10_000;

    public static final int NAME = 1_024;
    public static final int COMMAND = 65_536;
    public static final int PATH = 4_096;
    public static final int USER = 256;
    public static final int DESCRIPTION = 16_384;
    public static final int ERROR = 65_536;
    public static final int TAGS = 64;
    public static final int TAG = 256;
    public static final int ENVIRONMENT_ENTRIES = 1_000;
    public static final int ENVIRONMENT_TEXT = 262_144;
    public static final int METADATA = 65_536;
    public static final int MIME_TYPE = 256;
    public static final int SEARCH_TEXT = 1_024;

    public static final int STEPS = 10_000;
    public static final int LOG_BATCH_LINES = 10_000;
    public static final int LOG_BATCH_TEXT = 16 * 1024 * 1024;
    public static final int LOG_LINE = 131_072;
    public static final int BATCH_OPERATIONS = 10_000;
    public static final int RETENTION_DAYS = 36_500;
    public static final int LEASE_SECONDS = 86_400;

    /** Applications, users, projects, actors, holders. */
    public static final int OWNER = 256;

    public static final int EVENT_BATCH = 1_000;
    public static final int EVENT_CONTENT = 262_144;
    public static final int EVENT_BATCH_TEXT = 16 * 1024 * 1024;
    public static final int STATE_KEY = 256;
    public static final int STATE_VALUE = 65_536;
    /** Keys that one event changes. */
    public static final int STATE_DELTA = 256;

    public static final int MEMORY_KEY = 256;
    public static final int MEMORY_VALUE = 131_072;
    /** Superseded versions of a key that are kept. */
    public static final int MEMORY_VERSIONS = 100;
    /** Memories that one call puts or moves, and their values together. */
    public static final int MEMORY_BATCH = 1_000;

    public static final int MEMORY_BATCH_TEXT = 16 * 1024 * 1024;
    public static final int MEMORY_FIELDS = 16;

    /** Who writes; also names of operations. */
    public static final int ACTOR = 128;

    public static final int REASON = 1_000;
    /** Ids of entities and their roots, as the audit is asked for them. */
    public static final int ENTITY = 2_048;

    private Limits() {}
}
