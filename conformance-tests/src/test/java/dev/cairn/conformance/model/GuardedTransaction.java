package dev.cairn.conformance.model;

import dev.cairn.model.Position;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A view or transaction of the reference store, and its roles, until the closure ends (TX-7). */
final class GuardedTransaction {
    private final ReferenceModel model;
    private final Position position;
    private volatile boolean ended;

    GuardedTransaction(ReferenceModel model, Position position) {
        this.model = model;
        this.position = position;
    }

    void end() {
        ended = true;
    }

    View asView() {
        return guarded(View.class, model);
    }

    Transaction asTransaction() {
        return guarded(Transaction.class, model);
    }

    private <T> T guarded(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (ended) {
                throw new IllegalStateException("the closure has ended");
            }
            if (method.getReturnType() == Position.class) {
                return position;
            }
            try {
                Object result = method.invoke(target, args);
                return method.getReturnType().getPackage() == View.class.getPackage() && target.equals(model)
                        ? guarded(method.getReturnType(), result)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof ReferenceModel.AnyOf any ? any.allowed.getFirst() : e.getCause();
            }
        }));
    }
}
