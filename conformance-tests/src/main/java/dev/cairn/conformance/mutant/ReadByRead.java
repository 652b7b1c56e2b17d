package dev.cairn.conformance.mutant;

import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.ArtifactReader;
import dev.cairn.store.AuditReader;
import dev.cairn.store.ChainReader;
import dev.cairn.store.DependencyReader;
import dev.cairn.store.EventReader;
import dev.cairn.store.ExecutionReader;
import dev.cairn.store.LogReader;
import dev.cairn.store.MemoryReader;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.ProducerReader;
import dev.cairn.store.Read;
import dev.cairn.store.SessionReader;
import dev.cairn.store.StateReader;
import dev.cairn.store.StepReader;
import dev.cairn.store.Store;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskReader;
import dev.cairn.store.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a new snapshot for each call of a role. */
final class ReadByRead extends ForwardingStore {
    ReadByRead(Store delegate) {
        super(delegate);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return work.run(new Torn(workspace));
    }

    private final class Torn implements View {
        private final WorkspaceId workspace;

        Torn(WorkspaceId workspace) {
            this.workspace = workspace;
        }

        private <R> R role(Class<R> type, Function<View, R> of) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> delegate().read(workspace, "torn.read", view -> {
                        try {
                            return method.invoke(of.apply(view), arguments);
                        } catch (InvocationTargetException e) {
                            throw (Exception) e.getCause();
                        }
                    })));
        }

        @Override
        public Position position() {
            return delegate().read(workspace, "torn.read", View::position);
        }

        @Override
        public ExecutionReader executions() {
            return role(ExecutionReader.class, View::executions);
        }

        @Override
        public StepReader steps() {
            return role(StepReader.class, View::steps);
        }

        @Override
        public LogReader logs() {
            return role(LogReader.class, View::logs);
        }

        @Override
        public ArtifactReader artifacts() {
            return role(ArtifactReader.class, View::artifacts);
        }

        @Override
        public ProducerReader producers() {
            return role(ProducerReader.class, View::producers);
        }

        @Override
        public SessionReader sessions() {
            return role(SessionReader.class, View::sessions);
        }

        @Override
        public EventReader events() {
            return role(EventReader.class, View::events);
        }

        @Override
        public StateReader state() {
            return role(StateReader.class, View::state);
        }

        @Override
        public MemoryReader memories() {
            return role(MemoryReader.class, View::memories);
        }

        @Override
        public MemorySearch memorySearch() {
            return role(MemorySearch.class, View::memorySearch);
        }

        @Override
        public AuditReader audit() {
            return role(AuditReader.class, View::audit);
        }

        @Override
        public ChainReader chain() {
            return role(ChainReader.class, View::chain);
        }

        @Override
        public TaskReader tasks() {
            return role(TaskReader.class, View::tasks);
        }

        @Override
        public TaskQueue queue() {
            return role(TaskQueue.class, View::queue);
        }

        @Override
        public DependencyReader dependencies() {
            return role(DependencyReader.class, View::dependencies);
        }
    }
}
