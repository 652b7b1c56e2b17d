package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.Sample;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** P5: the mix of privata's load tests at fixed arrival rates, to see where it can no longer follow. */
final class OriginArrivals {
    private static final List<Integer> RATES = List.of(100, 200, 500, 1_000, 2_000);
    private static final int CONNECTIONS = 200;
    private static final int ROUNDS = 3;

    private final OriginContext context;

    OriginArrivals(OriginContext context) {
        this.context = context;
    }

    void measure() throws Exception {
        UserRequests users = new UserRequests(context.connection(), "p5");
        AtomicLong created = new AtomicLong();
        long acknowledged = UserRequests.WARM_UP_USERS;
        try (HttpLoad load = new HttpLoad(context.address(), CONNECTIONS)) {
            for (int rate : RATES) {
                context.doing("P5 at " + rate + "/s");
                load.open(rate, context.rounds(1), n -> request(users, n, created))
                        .requireClean();
                Sample sample = load.open(rate, context.rounds(ROUNDS), n -> request(users, n, created));
                context.run()
                        .add(Trials.errors(
                                context.result("P5 40/30/20/10 at " + rate + "/s", CONNECTIONS)
                                        .rate(sample.perSecond())
                                        .latency(sample)
                                        .note("open loop, 50 a page, "
                                                + context.rounds(ROUNDS).toMillis() / 1e3
                                                + " s instead of 60; published: nothing of this kind"),
                                sample.firstError()));
                Api.require(
                        sample.errors() > 0 || users.count(context.connection()) == acknowledged + created.get(),
                        "not all creates are stored");
            }
        }
    }

    private static Request request(UserRequests users, long n, AtomicLong created) {
        int user = Mix.pick(n, UserRequests.WARM_UP_USERS);
        return switch (Mix.tenth(n)) {
            case 0, 1, 2, 3 -> users.get(user);
            case 4, 5, 6 -> users.page();
            case 7, 8 -> users.create("n-" + created.incrementAndGet());
            default -> users.change(user);
        };
    }
}
