package dev.cairn.sql.execution;

/** How many executions there are in each status, and how many have a duration. */
public record StatusCounts(long pending, long running, long completed, long failed, long cancelled, long timed) {}
