package dev.cairn.logic;

import java.time.Duration;

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

    public static final int TASK_BATCH = 1_000;
    public static final int TASK_TYPE = 128;
    /** Input, and result. */
    public static final int TASK_JSON = 262_144;

    public static final int TASK_BATCH_TEXT = 16 * 1024 * 1024;
    /** What one task waits for. */
    public static final int TASK_PREREQUISITES = 100;
    /** Dependencies that one call adds. */
    public static final int TASK_BATCH_DEPENDENCIES = 10_000;
    /** How many dependencies are followed to find a cycle, or to make a plan. */
    public static final int TASK_GRAPH = 10_000;
    /** How many tasks one transaction takes along that end, become ready or are cancelled; the next one goes on. */
    public static final int TASK_CASCADE = 1_000;

    public static final int TASK_ATTEMPTS = 100;
    public static final int TASK_CLAIM = 100;
    public static final int TASK_PRIORITY = 9;
    /** The longest wait between two attempts. */
    public static final Duration TASK_BACKOFF = Duration.ofDays(1);

    private Limits() {}
}
