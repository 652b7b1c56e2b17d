package dev.cairn.server.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Catches INT, TERM and HUP. The JDK has no other way that keeps the process alive than {@code sun.misc.Signal}; it is
 * reached by reflection because its name alone is a compiler warning.
 */
final class Signals {
    private static final Map<String, Integer> CAUGHT = Map.of("INT", 2, "TERM", 15, "HUP", 1);

    private Signals() {}

    /** Calls {@code handler} with the name of each signal. One that was ignored when this process began stays so. */
    static void handle(Consumer<String> handler) {
        CAUGHT.keySet().forEach(name -> handle(name, handler));
    }

    static int number(String name) {
        return CAUGHT.getOrDefault(name, 0);
    }

    private static void handle(String name, Consumer<String> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    handler.accept(name);
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" ->
                    arguments != null && System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                default -> "cairn's handler of " + name;
            };
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {type}, calls);
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // not on this system: the signal keeps its effect, and the lease tells the server
            System.getLogger(Signals.class.getName()).log(System.Logger.Level.DEBUG, "no handler for " + name, e);
        }
    }
}
