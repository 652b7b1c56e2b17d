package dev.cairn.model;

import java.time.Instant;

/**
 * Something that happened in a session. Never changed once appended.
 *
 * @param sequence its place: 1, 2, 3 ... without gap (clause EVENT-1)
 * @param id names it within its session, so that it is appended once (clause EVENT-3)
 * @param actor who did it, such as {@code user}, {@code agent:planner}, {@code system}
 * @param state what it changed in the state: scope to key to value, null for a removal (clause STATE-3)
 * @param endsTurn whether the state of the turn ended with it (clause STATE-5)
 */
public record SessionEvent(
        long sequence,
        String id,
        EventType type,
        String actor,
        Instant time,
        JsonObject content,
        JsonObject state,
        boolean endsTurn) {}
