package dev.cairn.server.http;

import java.util.HashMap;
import java.util.Map;

/** Which handler serves which operation. */
public final class Routes {
    private final Map<String, Handler> handlers = new HashMap<>();

    /** @throws IllegalStateException when the operation has a handler already */
    public Routes on(String operationId, Handler handler) {
        if (handlers.put(operationId, handler) != null) {
            throw new IllegalStateException("two handlers for operation " + operationId);
        }
        return this;
    }

    Map<String, Handler> handlers() {
        return handlers;
    }

    /** One subject's operations. */
    @FunctionalInterface
    public interface Group {
        void register(Routes routes);
    }
}
