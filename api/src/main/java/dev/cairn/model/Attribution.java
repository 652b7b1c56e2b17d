package dev.cairn.model;

import org.jspecify.annotations.Nullable;

/**
 * Who writes, and why: what every entry of the audit names (clause AUDIT-1). {@code dev.cairn.logic.Attributions} checks
 * the two.
 *
 * @param actor a person, agent or process, as the application names them; not empty
 * @param reason in the actor's words; not empty; null for none
 */
public record Attribution(String actor, @Nullable String reason) {}
