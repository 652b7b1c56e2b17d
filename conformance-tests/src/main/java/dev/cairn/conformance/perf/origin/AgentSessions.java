package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.session.AppendMode;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.logic.session.Sessions;
import dev.cairn.model.EventQuery;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;

/** E.1: sessions read and appended to; as published on one row, and on many with eight callers. */
final class AgentSessions implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int TOGETHER = 50;
    private static final int BATCH = 1_000;
    private static final int SHORT = 100;
    private static final int LONG = 8;
    private static final String GET = "p50 0.09, p95 0.11, p99 0.11 ms";
    private static final String APPEND = "4,072/s";
    private static final String READS = "4 ms for all";

    private final int samples;

    AgentSessions(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        AgentCalls.on(run, backend, AgentSessions::asPublished);
        AgentCalls.on(run, backend, calls -> {
            int stored = 0;
            for (int rows : AgentCalls.scales(samples)) {
                fill(calls, stored, rows);
                stored = rows;
                reads(calls, rows);
            }
            appends(calls, stored);
        });
    }

    private static void asPublished(AgentCalls calls) throws Exception {
        Sessions sessions = calls.workspace().sessions();
        sessions.create(NewSession.of("app", "user").withId("sess_123"));
        calls.asPublished("E.1 session get", 1, PUBLISHED)
                .claim(GET)
                .note("one session, asked for again and again")
                .measure(n -> sessions.get("sess_123"));
        for (int i = 0; i < TOGETHER; i++) {
            sessions.create(NewSession.of("app", "user_sess_" + i).withId("sess_" + i));
        }
        calls.asPublished("E.1 50 concurrent session reads", TOGETHER, TOGETHER)
                .together(1)
                .claim(READS)
                .note("each of fifty callers reads one session once")
                .measure(n -> sessions.get("sess_" + n % TOGETHER));
        long appended = calls.asPublished("E.1 event append", 1, PUBLISHED)
                .claim(APPEND)
                .note("events of about 150 bytes to one session, one by one, each committed")
                .measure(n -> sessions.append("sess_123", event()));
        verify(sessions, "sess_123", appended);
    }

    private void reads(AgentCalls calls, int rows) throws Exception {
        Sessions sessions = calls.workspace().sessions();
        calls.corrected("E.1 session get", rows, samples)
                .claim(GET)
                .note("keys at random")
                .measure(n -> sessions.get(id(AgentCalls.pick(n, rows))));
        calls.corrected("E.1 session get", rows, samples)
                .callers(1)
                .claim(GET)
                .note("keys at random")
                .measure(n -> sessions.get(id(AgentCalls.pick(n, rows))));
        calls.corrected("E.1 50 concurrent session reads", rows, TOGETHER)
                .together(samples / TOGETHER)
                .claim(READS)
                .note("each of fifty callers reads one session at random, again and again")
                .measure(n -> sessions.get(id(AgentCalls.pick(n, rows))));
    }

    private void appends(AgentCalls calls, int rows) throws Exception {
        Sessions sessions = calls.workspace().sessions();
        int few = Math.max(1, samples / 50);
        grow(sessions, 0, SHORT, few);
        grow(sessions, SHORT, SHORT + LONG, samples);
        AtomicLong written = new AtomicLong();
        long first = calls.corrected("E.1 event append to sessions of " + few + " events", rows, samples)
                .claim(APPEND)
                .note("to " + SHORT + " sessions at random, each append committed")
                .measure(n -> sessions.append(id(AgentCalls.pick(n, SHORT)), event()));
        long second = calls.corrected("E.1 event append to sessions of " + samples + " events", rows, samples)
                .claim(APPEND)
                .note("to " + LONG + " sessions at random, each append committed")
                .measure(n -> sessions.append(id(SHORT + AgentCalls.pick(n, LONG)), event()));
        calls.corrected("E.1 session gets and event appends, half and half", rows, samples)
                .claim(APPEND + "; get p99 0.11 ms, each alone")
                .note("sessions at random, each append committed; the latencies are those of both")
                .measure(n -> {
                    if (n % 2 == 0) {
                        sessions.get(id(AgentCalls.pick(n, rows)));
                    } else {
                        sessions.append(id(AgentCalls.pick(n, SHORT)), event());
                        written.incrementAndGet();
                    }
                });
        sessions.create(NewSession.of("app", "user").withId("sess_one"));
        long one = calls.corrected("E.1 event append to one session", 1, samples)
                .claim(APPEND)
                .note("each append committed, no sequence left out")
                .measure(n -> sessions.append("sess_one", event()));
        verify(sessions, "sess_one", one);
        long all = 0;
        for (int i = 0; i < SHORT + LONG && i < rows; i++) {
            all += last(sessions, id(i));
        }
        long expected = (long) SHORT * few + (long) LONG * samples + first + second + written.get();
        Preloaded.require(all == expected, all + " events of " + expected);
    }

    private static void verify(Sessions sessions, String id, long expected) {
        long last = last(sessions, id);
        Preloaded.require(last == expected, last + " events of " + expected);
    }

    private static long last(Sessions sessions, String id) {
        return sessions.events(id, EventQuery.ALL, 1).lastSequence();
    }

    private static String id(long n) {
        return "session-" + n;
    }

    private static void fill(AgentCalls calls, int from, int to) throws Exception {
        Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int next = from; next < to; next += BATCH) {
            int first = next;
            calls.database().cairn().store().write(SampleData.WORKSPACE, "bench.fill", tx -> {
                for (int i = first; i < Math.min(to, first + BATCH); i++) {
                    tx.sessions().insert(session(i, began.plusMillis(i)));
                }
                return to;
            });
        }
    }

    /** Gives these sessions so many events each. */
    private static void grow(Sessions sessions, int from, int to, int events) {
        for (int i = from; i < to; i++) {
            for (int left = events; left > 0; left -= BATCH) {
                sessions.append(id(i), Collections.nCopies(Math.min(left, BATCH), event()), AppendMode.ANY_ORDER);
            }
        }
    }

    private static Session session(int n, Instant created) {
        return new Session(
                id(n),
                "app-" + n % 5,
                "user-" + n % 1_000,
                "project-" + n % 50,
                SessionStatus.ACTIVE,
                JsonObject.EMPTY,
                created,
                created,
                null,
                null,
                1);
    }

    private static NewEvent event() {
        return NewEvent.message("user", SampleData.message());
    }
}
