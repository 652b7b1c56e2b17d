package dev.cairn.logic.task;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.StoreException;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Scope;
import dev.cairn.model.Task;
import dev.cairn.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the workers of one workspace, in one process, claim tasks. Whoever comes while a claim is under way is served
 * together with all others who came, by one transaction: claims meet in the same place of the queue, and of serializable
 * transactions that do so all but one would be in vain.
 */
public final class ClaimDesk {
    /** How many tasks one transaction claims. */
    private static final int TOGETHER = 200;

    /** No type is empty. */
    private static final String ANY = "";

    /** What a worker asks for. */
    record Request(
            String worker,
            int count,
            Duration lease,
            @Nullable String type) {
        Request {
            if (Inputs.text("worker", worker, Limits.OWNER).isEmpty()) {
                throw new InvalidArgument("worker", "must not be empty");
            }
            if (count < 1 || count > Limits.TASK_CLAIM) {
                throw new InvalidArgument("count", "must be 1 to " + Limits.TASK_CLAIM);
            }
            if (type != null && Inputs.text("type", type, Limits.TASK_TYPE).isEmpty()) {
                throw new InvalidArgument("type", "must not be empty");
            }
            Inputs.lease("lease", lease);
        }
    }

    private record Waiting(Scope scope, Request request, CompletableFuture<List<Task>> answer) {}

    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock(true);

    List<Task> claim(Scope scope, Request request) {
        Waiting own = new Waiting(scope, request, new CompletableFuture<>());
        waiting.add(own);
        while (!own.answer().isDone()) {
            turn.lock();
            try {
                if (!own.answer().isDone()) {
                    serve();
                }
            } finally {
                turn.unlock();
            }
        }
        try {
            return own.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** On behalf of one: who is audited for a claim is who claims. */
    private void serve() {
        Scope scope = waiting.element().scope();
        List<Waiting> together = new ArrayList<>();
        int tasks = 0;
        for (Waiting next = waiting.peek();
                next != null
                        && next.scope().equals(scope)
                        && (together.isEmpty() || tasks + next.request().count() <= TOGETHER);
                next = waiting.peek()) {
            together.add(waiting.remove());
            tasks += next.request().count();
        }
        try {
            Map<Waiting, List<Task>> claimed = scope.write("tasks.claim", tx -> claim(tx, together, scope.now()))
                    .value();
            together.forEach(one -> one.answer().complete(claimed.getOrDefault(one, List.of())));
        } catch (RuntimeException | Error e) {
            together.forEach(one -> one.answer().completeExceptionally(e));
        }
    }

    private static Map<Waiting, List<Task>> claim(Transaction tx, Collection<Waiting> requests, Instant now) {
        TaskUpkeep.apply(tx, now);
        Map<String, List<Waiting>> byType = new LinkedHashMap<>();
        requests.forEach(one -> byType.computeIfAbsent(
                        Objects.requireNonNullElse(one.request().type(), ANY), type -> new ArrayList<>())
                .add(one));
        Map<Waiting, List<Task>> claimed = new LinkedHashMap<>();
        List<Task> all = new ArrayList<>();
        byType.forEach((type, sameType) -> {
            int wanted =
                    sameType.stream().mapToInt(one -> one.request().count()).sum() + all.size();
            List<Task> ready = new ArrayList<>(tx.queue().ready(type.equals(ANY) ? null : type, wanted));
            // whoever asks for any type may have taken some of these; what is overdue is not worth beginning
            ready.removeIf(task -> TaskRules.isOverdue(task, now)
                    || all.stream().anyMatch(taken -> taken.id().equals(task.id())));
            for (Waiting one : sameType) {
                List<Task> own = ready.subList(0, Math.min(one.request().count(), ready.size()));
                List<Task> started = own.stream()
                        .map(task -> TaskRules.started(
                                task, one.request().worker(), now, one.request().lease()))
                        .toList();
                own.clear();
                all.addAll(started);
                claimed.put(one, started);
            }
        });
        if (!all.isEmpty()) {
            tx.tasks().update(all);
        }
        return claimed;
    }
}
