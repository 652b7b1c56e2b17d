package dev.cairn.conformance.mutant;

import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.PageKey;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists also the executions of workspaces whose ids begin with the id asked for, as a careless LIKE does. */
final class PrefixLeak extends ForwardingStore {
    private static final int MANY = 10_000;

    PrefixLeak(Store delegate) {
        super(delegate);
    }

    private List<Execution> others(WorkspaceId workspace) {
        List<Execution> others = new ArrayList<>();
        delegate().workspaces().list(null, MANY).stream()
                .filter(found -> !found.deleting() && !found.id().equals(workspace))
                .filter(found -> found.id().value().startsWith(workspace.value()))
                .forEach(found -> others.addAll(delegate()
                        .read(
                                found.id(),
                                "leak.read",
                                view -> view.executions().page(ExecutionFilter.ALL, null, MANY))));
        return others;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        List<Execution> others = others(workspace);
        return super.read(
                workspace,
                operation,
                view -> work.run(new ForwardingTransaction(view) {
                    @Override
                    public ForwardingRoles.Executions executions() {
                        return new ForwardingRoles.Executions(view.executions()) {
                            @Override
                            public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
                                List<Execution> page = new ArrayList<>(super.page(filter, after, limit));
                                others.stream().filter(filter::matches).forEach(page::add);
                                return page.subList(0, Math.min(limit, page.size()));
                            }

                            @Override
                            public long count(ExecutionFilter filter, long atMost) {
                                long leaked =
                                        others.stream().filter(filter::matches).count();
                                return Math.min(atMost, leaked + super.count(filter, Long.MAX_VALUE));
                            }
                        };
                    }
                }));
    }
}
