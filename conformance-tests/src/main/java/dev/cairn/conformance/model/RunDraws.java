package dev.cairn.conformance.model;

import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogQuery;
import dev.cairn.model.LogStream;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Random operations on runs. */
final class RunDraws {
    private final Dice dice;
    private final Pools pools = Pools.SMALL;

    RunDraws(Dice dice) {
        this.dice = dice;
    }

    Operation operation() {
        int kind = dice.below(100);
        if (kind < 25) {
            return query();
        }
        if (kind < 32) {
            return new RunCommands.InsertExecution(execution());
        }
        if (kind < 50) {
            return new RunCommands.UpdateExecution(execution(), dice.stale());
        }
        if (kind < 52) {
            return new RunCommands.DeleteExecution(executionId());
        }
        if (kind < 58) {
            return new RunCommands.Lease(executionId(), dice.maybe(dice::time));
        }
        if (kind < 65) {
            return new RunCommands.InsertStep(step());
        }
        if (kind < 72) {
            return new RunCommands.UpdateStep(step(), dice.stale());
        }
        if (kind < 84) {
            return new RunCommands.AppendLog(executionId(), dice.several(this::line));
        }
        if (kind < 92) {
            return new RunCommands.InsertArtifact(artifact());
        }
        if (kind < 94) {
            return new RunCommands.DeleteArtifact(dice.pick(pools.artifactIds()));
        }
        return kind < 99
                ? new RunCommands.Advance(
                        dice.pick(pools.producers()), dice.below(10) == 0 ? dice.pick(List.of(-1, 1)) : 0, dice.time())
                : new RunCommands.Forget(dice.time());
    }

    Operation.Query query() {
        return switch (dice.below(13)) {
            case 0 -> new RunQueries.FindExecution(executionId());
            case 1, 2 ->
                new RunQueries.PageExecutions(filter(), dice.maybe(() -> key(pools.executionIds())), dice.limit());
            case 3 -> new RunQueries.CountExecutions(filter(), dice.pick(List.of(1L, 2L, Long.MAX_VALUE)));
            case 4 -> new RunQueries.Statistics(filter());
            case 5 -> new RunQueries.ExpiredLeases(dice.time(), dice.limit());
            case 6 -> new RunQueries.FindStep(executionId(), dice.index());
            case 7 -> new RunQueries.ListSteps(executionId(), dice.below(4) - 1, dice.limit());
            case 8 -> new RunQueries.ReadLog(executionId(), logQuery(), dice.limit());
            case 9 -> new RunQueries.LastSequence(executionId());
            case 10 ->
                new RunQueries.ListArtifacts(executionId(), dice.maybe(() -> key(pools.artifactIds())), dice.limit());
            case 11 -> new RunQueries.ExpiredArtifacts(dice.time(), dice.limit());
            default -> new RunQueries.LastDelivery(dice.pick(pools.producers()));
        };
    }

    Execution execution() {
        Instant startedAt = dice.maybe(dice::time);
        return new Execution(
                executionId(),
                dice.pick(Pools.TEXTS),
                dice.pick(Pools.TEXTS),
                "",
                dice.pick(List.of(ExecutionStatus.values())),
                dice.maybe(() -> dice.below(3)),
                dice.maybe(() -> dice.pick(Pools.TEXTS)),
                dice.time(),
                startedAt,
                startedAt == null ? null : dice.maybe(() -> startedAt.plus(dice.micros(), ChronoUnit.MICROS)),
                dice.coin() ? Map.of() : Map.of("PATH", dice.pick(Pools.TEXTS)),
                dice.maybe(() -> dice.pick(Pools.TEXTS)),
                dice.pick(Pools.TAG_SETS),
                metadata(),
                3,
                dice.below(3),
                dice.below(3) - 1,
                dice.below(10) == 0,
                1);
    }

    private Step step() {
        Instant startedAt = dice.maybe(dice::time);
        return new Step(
                executionId(),
                dice.index(),
                dice.pick(Pools.TEXTS),
                dice.pick(Pools.TEXTS),
                dice.pick(List.of(StepStatus.values())),
                dice.maybe(() -> dice.below(3)),
                dice.maybe(() -> dice.pick(Pools.TEXTS)),
                dice.coin(),
                dice.maybe(() -> Duration.of(dice.micros(), ChronoUnit.MICROS)),
                dice.time(),
                startedAt,
                startedAt == null ? null : dice.maybe(() -> startedAt.plus(dice.micros(), ChronoUnit.MICROS)),
                metadata(),
                dice.below(10) == 0,
                1);
    }

    private LogEntry line() {
        return new LogEntry(
                dice.time(),
                dice.pick(List.of(LogLevel.values())),
                dice.pick(List.of(LogStream.values())),
                dice.maybe(dice::index),
                dice.pick(Pools.TEXTS),
                dice.below(8) == 0 ? "/wAN" : null,
                dice.below(4) == 0);
    }

    private Artifact artifact() {
        return new Artifact(
                dice.pick(pools.artifactIds()),
                executionId(),
                dice.maybe(dice::index),
                dice.pick(Pools.TEXTS),
                dice.pick(Pools.TEXTS),
                "../" + dice.pick(Pools.TEXTS),
                "text/plain",
                dice.pick(List.of(ArtifactType.values())),
                Values.reference(dice.pick(Pools.CONTENTS)),
                dice.time(),
                dice.maybe(dice::time),
                dice.pick(Pools.TAG_SETS),
                metadata(),
                dice.coin());
    }

    private ExecutionFilter filter() {
        return new ExecutionFilter(
                dice.seldom(() -> dice.pick(List.of(ExecutionStatus.values()))),
                dice.seldom(() -> dice.pick(Pools.TEXTS)),
                dice.seldom(() -> dice.pick(List.of("nightly", "Nightly", "a", "\u65e5\u672c", "n"))),
                dice.seldom(() -> dice.pick(Pools.PARTS)),
                dice.seldom(dice::time),
                dice.seldom(dice::time));
    }

    private LogQuery logQuery() {
        return new LogQuery(
                dice.below(4),
                dice.coin() ? Long.MAX_VALUE : 1 + dice.below(12),
                dice.coin(),
                dice.seldom(dice::index),
                dice.seldom(() -> dice.pick(List.of(LogLevel.values()))),
                dice.seldom(() -> dice.pick(List.of(LogStream.values()))),
                dice.seldom(() -> dice.pick(Pools.PARTS)));
    }

    private PageKey key(List<String> ids) {
        return new PageKey(dice.time(), dice.pick(ids));
    }

    private JsonObject metadata() {
        return dice.coin() ? JsonObject.EMPTY : JsonObject.of(Map.of("key", dice.pick(Pools.TEXTS)));
    }

    private String executionId() {
        return dice.pick(pools.executionIds());
    }
}
