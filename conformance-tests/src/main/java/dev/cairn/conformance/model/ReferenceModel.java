package dev.cairn.conformance.model;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.Artifact;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.LogEntry;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Position;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.Step;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.WriterLease;
import dev.cairn.store.ArtifactWriter;
import dev.cairn.store.AuditWriter;
import dev.cairn.store.ChainWriter;
import dev.cairn.store.DependencyWriter;
import dev.cairn.store.EventWriter;
import dev.cairn.store.ExecutionWriter;
import dev.cairn.store.LogWriter;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.MemoryWriter;
import dev.cairn.store.ProducerWriter;
import dev.cairn.store.SessionWriter;
import dev.cairn.store.StateWriter;
import dev.cairn.store.StepWriter;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskWriter;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one workspace must do, in plain maps and loops: the oracle of the model test. Written for plainness alone, and
 * without the helpers that backends share, so that it does not repeat their mistakes.
 *
 * <p>A transaction is a {@link #copy} that replaces the original when it succeeds, and is dropped when it does not.
 */
class ReferenceModel implements Transaction {
    final Map<String, Execution> executions = new TreeMap<>();
    final Map<String, Instant> leases = new HashMap<>();
    final Map<String, TreeMap<Integer, Step>> steps = new HashMap<>();
    final Map<String, List<LogEntry>> logs = new HashMap<>();
    final Map<String, Artifact> artifacts = new TreeMap<>();
    final Map<String, Delivered> producers = new HashMap<>();
    final Map<BlobRef, Instant> content = new HashMap<>();
    final Map<String, Session> sessions = new TreeMap<>();
    final Map<String, List<SessionEvent>> events = new HashMap<>();
    final Map<String, WriterLease> writers = new HashMap<>();
    final Map<StateOwner, Map<String, StateEntry>> state = new HashMap<>();
    final Map<MemoryKey, TreeMap<Long, Memory>> memories = new HashMap<>();
    final List<AuditEntry> audit = new ArrayList<>();
    final List<AuditSeal> seals = new ArrayList<>();
    ModelAudit.@Nullable Wanted recording;
    final Map<String, Task> tasks = new TreeMap<>();
    final Set<TaskDependency> dependencies = new HashSet<>();
    private final Map<Entity, Change> changes = new LinkedHashMap<>();

    private static final Set<EntityKind> PARTS =
            Set.of(EntityKind.EXECUTION, EntityKind.STEP, EntityKind.LOG, EntityKind.ARTIFACT);

    record Delivered(long last, Instant at) {}

    record Entity(EntityKind kind, String rootId, String id) {
        static Entity of(Change change) {
            return new Entity(change.kind(), change.rootId(), change.id());
        }
    }

    /** Several errors fit and the contract does not say which comes first: any of them is right. */
    static final class AnyOf extends RuntimeException {
        final transient List<StoreException> allowed;

        AnyOf(List<StoreException> allowed) {
            super(allowed.toString());
            this.allowed = allowed;
        }
    }

    /** The same state, with no changes yet. */
    ReferenceModel copy() {
        ReferenceModel copy = fresh();
        copy.executions.putAll(executions);
        copy.leases.putAll(leases);
        steps.forEach((id, byIndex) -> copy.steps.put(id, new TreeMap<>(byIndex)));
        logs.forEach((id, lines) -> copy.logs.put(id, new ArrayList<>(lines)));
        copy.artifacts.putAll(artifacts);
        copy.producers.putAll(producers);
        copy.content.putAll(content);
        copy.sessions.putAll(sessions);
        events.forEach((id, of) -> copy.events.put(id, new ArrayList<>(of)));
        copy.writers.putAll(writers);
        state.forEach((owner, entries) -> copy.state.put(owner, new HashMap<>(entries)));
        memories.forEach((id, versions) -> copy.memories.put(id, new TreeMap<>(versions)));
        copy.audit.addAll(audit);
        copy.seals.addAll(seals);
        copy.tasks.putAll(tasks);
        copy.dependencies.addAll(dependencies);
        return copy;
    }

    /** An empty model of the same kind; broken models in self-tests override it. */
    ReferenceModel fresh() {
        return new ReferenceModel();
    }

    /** What this transaction changed, one line per entity; revisions are 0. */
    Set<Change> changes() {
        return new HashSet<>(changes.values());
    }

    /** Stages or renews content (BLOB-1); happens outside transactions. */
    void stage(BlobRef ref, Instant at) {
        content.put(ref, at);
    }

    /** Removes what nothing links and was staged before (BLOB-2); says what went. */
    List<BlobRef> collect(Instant stagedBefore) {
        List<BlobRef> gone = content.entrySet().stream()
                .filter(staged -> staged.getValue().isBefore(stagedBefore))
                .map(Map.Entry::getKey)
                .filter(ref ->
                        artifacts.values().stream().noneMatch(a -> a.content().equals(ref)))
                .toList();
        gone.forEach(content::remove);
        return gone;
    }

    void put(EntityKind kind, String rootId, String id, long version) {
        touch(new Change(0, kind, rootId, id, ChangeOp.PUT, version));
    }

    void delete(EntityKind kind, String rootId, String id, long version) {
        if (kind == EntityKind.EXECUTION) {
            changes.keySet()
                    .removeIf(entity ->
                            PARTS.contains(entity.kind()) && entity.rootId().equals(rootId));
        }
        if (kind == EntityKind.SESSION) {
            changes.keySet()
                    .removeIf(entity ->
                            entity.kind() == EntityKind.EVENT && entity.rootId().equals(rootId));
        }
        touch(new Change(0, kind, rootId, id, ChangeOp.DELETE, version));
    }

    /** The order is that of the last touches (AUDIT-1). */
    private void touch(Change change) {
        changes.remove(Entity.of(change));
        changes.put(Entity.of(change), change);
    }

    /** The same in the order in which the entities were last touched, at a revision. */
    List<Change> changesAt(long revision) {
        return changes.values().stream()
                .map(c -> new Change(revision, c.kind(), c.rootId(), c.id(), c.op(), c.version()))
                .toList();
    }

    Execution execution(String id) {
        Execution execution = executions.get(id);
        if (execution == null) {
            throw new NotFound("execution", id);
        }
        return execution;
    }

    @Override
    public Position position() {
        return Position.START;
    }

    @Override
    public ExecutionWriter executions() {
        return new ModelExecutions(this);
    }

    @Override
    public StepWriter steps() {
        return new ModelSteps(this);
    }

    @Override
    public LogWriter logs() {
        return new ModelLogs(this);
    }

    @Override
    public ArtifactWriter artifacts() {
        return new ModelArtifacts(this);
    }

    @Override
    public ProducerWriter producers() {
        return new ModelProducers(this);
    }

    @Override
    public SessionWriter sessions() {
        return new ModelSessions(this);
    }

    @Override
    public EventWriter events() {
        return new ModelEvents(this);
    }

    @Override
    public StateWriter state() {
        return new ModelState(this);
    }

    @Override
    public MemoryWriter memories() {
        return new ModelMemories(this);
    }

    @Override
    public MemorySearch memorySearch() {
        return new ModelMemorySearch(this);
    }

    @Override
    public AuditWriter audit() {
        return new ModelAudit(this);
    }

    @Override
    public ChainWriter chain() {
        return new ModelChain(this);
    }

    @Override
    public TaskWriter tasks() {
        return new ModelTasks(this);
    }

    @Override
    public TaskQueue queue() {
        return new ModelTasks(this);
    }

    @Override
    public DependencyWriter dependencies() {
        return new ModelDependencies(this);
    }

    /** Throws what is wrong, if anything is. */
    static void refuse(List<StoreException> wrong) {
        if (wrong.size() == 1) {
            throw wrong.getFirst();
        }
        if (!wrong.isEmpty()) {
            throw new AnyOf(wrong);
        }
    }

    static AlreadyExists taken(String kind, String id) {
        return new AlreadyExists(kind, id);
    }
}
