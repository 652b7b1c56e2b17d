package dev.cairn.conformance.harness;

import java.time.LocalDate;

/**
 * A clause that a backend does not keep yet. Reported as waived; it fails once it has expired, or when every test of the
 * clause passes.
 *
 * @param issue where the work is tracked
 * @param expires last day on which it holds
 */
public record Waiver(String clause, String reason, String issue, LocalDate expires) {}
