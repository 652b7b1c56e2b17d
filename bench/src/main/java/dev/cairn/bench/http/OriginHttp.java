package dev.cairn.bench.http;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;

/**
 * What the origin documents measured over HTTP, as published and corrected: requests one by one, bursts of creates, and
 * followers (StepFlow Monitor), users with think time and arrivals at a fixed rate (privata); and beside what agents were
 * measured to do without a server (abathur), the same through one.
 */
public final class OriginHttp implements Suite {
    @Override
    public String name() {
        return "origin";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        run.doing("origin " + backend.name() + ": starting a server");
        try (ServerProcess server = ServerProcess.cairn(backend.serverEnvironment());
                HttpConnection connection = new HttpConnection(server.address())) {
            Api.ensureWorkspace(connection);
            OriginContext context =
                    new OriginContext(run, backend.name(), server.address(), connection, Api.durability(connection));
            new OriginRequests(context).measure();
            new OriginBursts(context).measure();
            new OriginFollowers(context).measure();
            new OriginArrivals(context).measure();
            new OriginUsers(context).measure();
            new OriginSessions(context).measure();
            new OriginMemories(context).measure();
            new OriginTasks(context).measure();
            new OriginChains(context).measure();
        }
    }
}
