package dev.cairn.server.decorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.error.OverCapacity;
import dev.cairn.logic.RetryingStore;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DecoratorsTest {
    /** A store that notes what is called and returns what does not matter. */
    private static Store noting(List<String> calls) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return method.getName().equals("description")
                            ? new dev.cairn.store.Description("noting", "", "", "", java.util.Map.of())
                            : null;
                });
    }

    @Test
    void every_decorator_forwards_every_call_to_what_it_decorates() throws Exception {
        List<String> calls = new ArrayList<>();
        Store inner = noting(calls);
        List<Store> decorators = List.of(
                new GuardStore(inner, Duration.ofSeconds(1)),
                new BoundedStore(inner, new BoundedStore.Bounds(1, 1, Duration.ofSeconds(1))),
                new ObservedStore(inner, new SimpleMeterRegistry()),
                new RetryingStore(inner, Duration.ofSeconds(1)),
                Chain.around(inner, Chain.Options.DEFAULT, new SimpleMeterRegistry()));
        for (Store decorator : decorators) {
            assertThat(decorator).isInstanceOf(ForwardingStore.class);
            for (Method method : Store.class.getMethods()) {
                if (Modifier.isStatic(method.getModifiers())) {
                    continue;
                }
                calls.clear();
                call(decorator, method);
                assertThat(calls).as(decorator.getClass().getSimpleName()).contains(method.getName());
            }
        }
    }

    private static void call(Store store, Method method) throws Exception {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            arguments[i] = type == WorkspaceId.class ? new WorkspaceId("w") : type == String.class ? "operation" : null;
        }
        try {
            method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method.getName(), e.getCause());
        }
    }

    @Test
    void the_chain_is_in_the_order_of_its_stages() {
        Store chain = Chain.around(noting(new ArrayList<>()), Chain.Options.DEFAULT, new SimpleMeterRegistry());
        assertThat(chain.toString()).startsWith("RetryingStore{ObservedStore{BoundedStore{GuardStore{");
        assertThat(Chain.STAGES).containsExactly(Stage.GUARD, Stage.BOUNDED, Stage.OBSERVED, Stage.RETRYING);
    }

    @Test
    void a_full_queue_answers_at_once_and_a_long_wait_in_time() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Store blocking = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    entered.countDown();
                    leave.await();
                    return null;
                });
        WorkspaceId workspace = new WorkspaceId("w");
        BoundedStore none = new BoundedStore(blocking, new BoundedStore.Bounds(1, 0, Duration.ofMinutes(1)));
        BoundedStore one = new BoundedStore(blocking, new BoundedStore.Bounds(1, 1, Duration.ofMillis(1)));
        for (BoundedStore store : List.of(none, one)) {
            Thread holder = Thread.ofVirtual().start(() -> store.read(workspace, "hold", view -> "held"));
            while (store.running() == 0) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> store.read(workspace, "refused", view -> "never"))
                    .isInstanceOf(OverCapacity.class);
            assertThat(holder.isAlive()).isTrue();
        }
        leave.countDown();
        entered.await();
        assertThat(none.waiting()).isZero();
        assertThat(one.waiting()).isZero();
    }
}
