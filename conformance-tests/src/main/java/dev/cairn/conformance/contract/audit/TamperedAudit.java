package dev.cairn.conformance.contract.audit;

import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.AuditReader;
import dev.cairn.store.ChainReader;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows reads an audit that somebody changed behind the store's back. */
final class TamperedAudit extends ForwardingStore {
    private final UnaryOperator<List<AuditEntry>> entries;
    private final UnaryOperator<List<AuditSeal>> seals;

    TamperedAudit(Store store, UnaryOperator<List<AuditEntry>> entries, UnaryOperator<List<AuditSeal>> seals) {
        super(store);
        this.entries = entries;
        this.seals = seals;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return super.read(
                workspace,
                operation + ".tampered",
                view -> work.run(role(View.class, view, (name, arguments, right) -> switch (name) {
                    case "audit" -> role(AuditReader.class, view.audit(), this::entries);
                    case "chain" -> role(ChainReader.class, view.chain(), this::seals);
                    default -> right.call();
                })));
    }

    /** Of all that is there, for any page. */
    private @Nullable Object entries(String name, Object[] arguments, Right right) throws Exception {
        if (!name.equals("after") || !(right.of() instanceof AuditReader audit)) {
            return right.call();
        }
        AuditPlace place = (AuditPlace) arguments[0];
        return entries.apply(audit.after(AuditPlace.START, 100_000)).stream()
                .sorted(Comparator.comparing(AuditEntry::place))
                .filter(entry -> entry.place().compareTo(place) > 0)
                .limit((Integer) arguments[1])
                .toList();
    }

    private @Nullable Object seals(String name, Object[] arguments, Right right) throws Exception {
        if (!name.equals("after") || !(right.of() instanceof ChainReader chain)) {
            return right.call();
        }
        long sequence = (Long) arguments[0];
        return seals.apply(chain.after(0, 100_000)).stream()
                .filter(seal -> seal.sequence() > sequence)
                .limit((Integer) arguments[1])
                .toList();
    }

    /** The untampered answer. */
    private interface Right {
        Object of();

        @Nullable
        Object call() throws Exception;
    }

    private interface Answer {
        @Nullable
        Object to(String name, Object[] arguments, Right right) throws Exception;
    }

    private static <R> R role(Class<R> type, R right, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments, new Right() {
                    @Override
                    public Object of() {
                        return right;
                    }

                    @Override
                    public @Nullable Object call() throws Exception {
                        try {
                            return method.invoke(right, arguments);
                        } catch (InvocationTargetException e) {
                            throw (Exception) e.getCause();
                        }
                    }
                })));
    }
}
