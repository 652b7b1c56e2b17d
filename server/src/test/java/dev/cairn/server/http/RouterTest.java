package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.server.openapi.OpenApi;
import dev.cairn.server.openapi.Operation;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final HostCheck HOSTS = new HostCheck(true, Set.of(), Set.of());

    private static Routes all(OpenApi api) {
        Routes routes = new Routes();
        for (Operation operation : api.operations()) {
            routes.on(operation.id(), call -> {});
        }
        return routes;
    }

    @Test
    void an_operation_without_a_route_fails_the_start() {
        assertThatThrownBy(() -> new Router(OpenApi.load(), new Routes().on("getInfo", call -> {}), HOSTS, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("createExecution")
                .hasMessageNotContaining("getInfo");
    }

    @Test
    void a_route_without_an_operation_fails_the_start() {
        OpenApi api = OpenApi.load();
        assertThatThrownBy(() -> new Router(api, all(api).on("makeCoffee", call -> {}), HOSTS, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without operation [makeCoffee]");
    }

    @Test
    void an_operation_has_one_handler() {
        assertThatThrownBy(() -> new Routes().on("a", call -> {}).on("a", call -> {}))
                .isInstanceOf(IllegalStateException.class);
    }
}
