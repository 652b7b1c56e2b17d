package dev.cairn.conformance.mutant;

import dev.cairn.conformance.mutant.ForwardingRoles.Logs;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.store.LogReader;
import dev.cairn.store.ProducerReader;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Defects in the roles of logs and producers. */
final class LogMutants {
    private static final int MANY = 100_000;

    private LogMutants() {}

    static final List<Mutant> ALL = List.of(
            mutant("log-gap", "LOG-1", "one sequence is skipped after the second line", LogMutants::skips),
            mutant(
                    "backward-repeats",
                    "LOG-3",
                    "reading backward repeats the line it goes on from",
                    LogMutants::repeats),
            mutant("inverted-level", "LOG-4", "the level of a query is an upper bound", LogMutants::invertsLevel),
            mutant("lost-bytes", "LOG-5", "raw bytes of lines are dropped", LogMutants::dropsRaw),
            new Mutant(
                    "duplicate-on-retry",
                    "PROD-1",
                    "a delivery that is sent again is applied again",
                    Plants.roles(view -> new ForwardingTransaction(view) {
                        @Override
                        public ForwardingRoles.Producers producers() {
                            return advancesAnyway(view.producers());
                        }
                    })));

    private static Mutant mutant(String name, String clause, String defect, Function<LogReader, Logs> plant) {
        return new Mutant(name, clause, defect, Plants.logs(plant));
    }

    private static Logs skips(LogReader right) {
        return new Logs(right) {
            @Override
            public List<LogLine> read(String executionId, LogQuery query, int limit) {
                return super.read(executionId, query, limit).stream()
                        .map(line -> line.sequence() > 2 ? new LogLine(line.sequence() + 1, line.entry()) : line)
                        .toList();
            }
        };
    }

    private static Logs repeats(LogReader right) {
        return new Logs(right) {
            @Override
            public List<LogLine> read(String executionId, LogQuery q, int limit) {
                boolean moves = q.backward() && q.before() < Long.MAX_VALUE;
                return super.read(
                        executionId,
                        moves
                                ? new LogQuery(
                                        q.after(), q.before() + 1, true, q.step(), q.level(), q.stream(), q.text())
                                : q,
                        limit);
            }
        };
    }

    private static Logs invertsLevel(LogReader right) {
        return new Logs(right) {
            @Override
            public List<LogLine> read(String executionId, LogQuery q, int limit) {
                LogLevel level = q.level();
                if (level == null) {
                    return super.read(executionId, q, limit);
                }
                LogQuery any = new LogQuery(q.after(), q.before(), q.backward(), q.step(), null, q.stream(), q.text());
                return super.read(executionId, any, MANY).stream()
                        .filter(line -> line.entry().level().compareTo(level) <= 0)
                        .limit(limit)
                        .toList();
            }
        };
    }

    private static Logs dropsRaw(LogReader right) {
        return new Logs(right) {
            @Override
            public long append(String executionId, List<LogEntry> entries) {
                return super.append(
                        executionId,
                        entries.stream()
                                .map(e -> new LogEntry(
                                        e.time(), e.level(), e.stream(), e.step(), e.content(), null, e.partial()))
                                .toList());
            }
        };
    }

    private static ForwardingRoles.Producers advancesAnyway(ProducerReader right) {
        return new ForwardingRoles.Producers(right) {
            @Override
            public void advance(String producer, long expected, long next, Instant at) {
                super.advance(producer, last(producer), next, at);
            }
        };
    }
}
