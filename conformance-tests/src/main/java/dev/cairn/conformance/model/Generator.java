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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes random scripts from a seed, from values so few that they meet: taken ids, equal times, stale versions. */
final class Generator {
    static final int WORKSPACES = 2;

    private final Random random;
    private final Pools pools = Pools.SMALL;

    Generator(long seed) {
        random = new Random(seed);
    }

    List<Act> script(int length) {
        List<Act> script = new ArrayList<>();
        for (int workspace = 0; workspace < WORKSPACES; workspace++) {
            script.add(new Act.Stage(workspace, workspace, time()));
            script.add(new Act.Stage(workspace, 2, time()));
            for (int i = 0; i < 4; i++) {
                script.add(new Act.Transact(workspace, List.of(new Command.InsertExecution(execution())), false));
            }
        }
        while (script.size() < length) {
            script.add(act(random.nextInt(WORKSPACES)));
        }
        return script;
    }

    private Act act(int workspace) {
        int kind = random.nextInt(100);
        if (kind < 68) {
            return new Act.Transact(workspace, several(this::operation), random.nextInt(10) == 0);
        }
        if (kind < 88) {
            return new Act.Look(workspace, several(this::query));
        }
        if (kind < 95) {
            return new Act.Stage(workspace, random.nextInt(Pools.CONTENTS.size()), time());
        }
        return kind < 97 ? new Act.Collect(workspace, time()) : new Act.Compact(workspace);
    }

    private <T> List<T> several(Supplier<T> source) {
        List<T> items = new ArrayList<>();
        // the first that is refused ends the transaction, so most are short
        int count = 1 + random.nextInt(random.nextInt(3) + 1);
        for (int i = 0; i < count; i++) {
            items.add(source.get());
        }
        return List.copyOf(items);
    }

    private Operation operation() {
        int kind = random.nextInt(100);
        if (kind < 25) {
            return query();
        }
        if (kind < 32) {
            return new Command.InsertExecution(execution());
        }
        if (kind < 50) {
            return new Command.UpdateExecution(execution(), stale());
        }
        if (kind < 52) {
            return new Command.DeleteExecution(executionId());
        }
        if (kind < 58) {
            return new Command.Lease(executionId(), maybe(this::time));
        }
        if (kind < 65) {
            return new Command.InsertStep(step());
        }
        if (kind < 72) {
            return new Command.UpdateStep(step(), stale());
        }
        if (kind < 84) {
            return new Command.AppendLog(executionId(), several(this::line));
        }
        if (kind < 92) {
            return new Command.InsertArtifact(artifact());
        }
        if (kind < 94) {
            return new Command.DeleteArtifact(pick(pools.artifactIds()));
        }
        return kind < 99
                ? new Command.Advance(
                        pick(pools.producers()), random.nextInt(10) == 0 ? pick(List.of(-1, 1)) : 0, time())
                : new Command.Forget(time());
    }

    private Operation.Query query() {
        return switch (random.nextInt(13)) {
            case 0 -> new Queries.FindExecution(executionId());
            case 1, 2 -> new Queries.PageExecutions(filter(), maybe(() -> key(pools.executionIds())), limit());
            case 3 -> new Queries.CountExecutions(filter(), pick(List.of(1L, 2L, Long.MAX_VALUE)));
            case 4 -> new Queries.Statistics(filter());
            case 5 -> new Queries.ExpiredLeases(time(), limit());
            case 6 -> new Queries.FindStep(executionId(), index());
            case 7 -> new Queries.ListSteps(executionId(), random.nextInt(4) - 1, limit());
            case 8 -> new Queries.ReadLog(executionId(), logQuery(), limit());
            case 9 -> new Queries.LastSequence(executionId());
            case 10 -> new Queries.ListArtifacts(executionId(), maybe(() -> key(pools.artifactIds())), limit());
            case 11 -> new Queries.ExpiredArtifacts(time(), limit());
            default -> new Queries.LastDelivery(pick(pools.producers()));
        };
    }

    private Execution execution() {
        Instant startedAt = maybe(this::time);
        return new Execution(
                executionId(),
                pick(Pools.TEXTS),
                pick(Pools.TEXTS),
                "",
                pick(List.of(ExecutionStatus.values())),
                maybe(() -> random.nextInt(3)),
                maybe(() -> pick(Pools.TEXTS)),
                time(),
                startedAt,
                startedAt == null ? null : maybe(() -> startedAt.plus(micros(), ChronoUnit.MICROS)),
                random.nextBoolean() ? Map.of() : Map.of("PATH", pick(Pools.TEXTS)),
                maybe(() -> pick(Pools.TEXTS)),
                pick(Pools.TAG_SETS),
                metadata(),
                3,
                random.nextInt(3),
                random.nextInt(3) - 1,
                random.nextInt(10) == 0,
                1);
    }

    private Step step() {
        Instant startedAt = maybe(this::time);
        return new Step(
                executionId(),
                index(),
                pick(Pools.TEXTS),
                pick(Pools.TEXTS),
                pick(List.of(StepStatus.values())),
                maybe(() -> random.nextInt(3)),
                maybe(() -> pick(Pools.TEXTS)),
                random.nextBoolean(),
                maybe(() -> Duration.of(micros(), ChronoUnit.MICROS)),
                time(),
                startedAt,
                startedAt == null ? null : maybe(() -> startedAt.plus(micros(), ChronoUnit.MICROS)),
                metadata(),
                random.nextInt(10) == 0,
                1);
    }

    private LogEntry line() {
        return new LogEntry(
                time(),
                pick(List.of(LogLevel.values())),
                pick(List.of(LogStream.values())),
                maybe(this::index),
                pick(Pools.TEXTS),
                random.nextInt(8) == 0 ? "/wAN" : null,
                random.nextInt(4) == 0);
    }

    private Artifact artifact() {
        return new Artifact(
                pick(pools.artifactIds()),
                executionId(),
                maybe(this::index),
                pick(Pools.TEXTS),
                pick(Pools.TEXTS),
                "../" + pick(Pools.TEXTS),
                "text/plain",
                pick(List.of(ArtifactType.values())),
                Values.reference(pick(Pools.CONTENTS)),
                time(),
                maybe(this::time),
                pick(Pools.TAG_SETS),
                metadata(),
                random.nextBoolean());
    }

    private ExecutionFilter filter() {
        return new ExecutionFilter(
                seldom(() -> pick(List.of(ExecutionStatus.values()))),
                seldom(() -> pick(Pools.TEXTS)),
                seldom(() -> pick(List.of("nightly", "Nightly", "a", "\u65e5\u672c", "n"))),
                seldom(() -> pick(Pools.PARTS)),
                seldom(this::time),
                seldom(this::time));
    }

    private LogQuery logQuery() {
        return new LogQuery(
                random.nextInt(4),
                random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(12),
                random.nextBoolean(),
                seldom(this::index),
                seldom(() -> pick(List.of(LogLevel.values()))),
                seldom(() -> pick(List.of(LogStream.values()))),
                seldom(() -> pick(Pools.PARTS)));
    }

    private PageKey key(List<String> ids) {
        return new PageKey(time(), pick(ids));
    }

    private JsonObject metadata() {
        return random.nextBoolean() ? JsonObject.EMPTY : JsonObject.of(Map.of("key", pick(Pools.TEXTS)));
    }

    private String executionId() {
        return pick(pools.executionIds());
    }

    private Instant time() {
        return Pools.T0.plus(micros(), ChronoUnit.MICROS);
    }

    private int micros() {
        return pick(Pools.OFFSETS);
    }

    private int index() {
        return random.nextInt(3);
    }

    private int limit() {
        return pick(List.of(1, 2, 100));
    }

    private int stale() {
        return random.nextInt(8) == 0 ? 1 : 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> source) {
        return random.nextBoolean() ? source.get() : null;
    }

    private <T> @Nullable T seldom(Supplier<T> source) {
        return random.nextInt(4) == 0 ? source.get() : null;
    }
}
