package dev.cairn.server.cli.run;

import dev.cairn.model.Json;
import dev.cairn.server.cli.CliFailure;
import dev.cairn.server.cli.ClientCommand;
import dev.cairn.server.cli.Given;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Sources;
import dev.cairn.server.run.Leftovers;
import dev.cairn.server.run.Target;
import dev.cairn.server.run.Targets;
import dev.cairn.spi.StoreProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn spool}. */
@Command(
        name = "spool",
        description = "What runs could not deliver yet, and its delivery.",
        mixinStandardHelpOptions = true,
        subcommands = {SpoolCommand.Ls.class, SpoolCommand.Deliver.class})
public final class SpoolCommand {

    @Command(
            name = "ls",
            description = "Lists spools; one in use belongs to a run that goes on now.",
            mixinStandardHelpOptions = true)
    static final class Ls extends ClientCommand {
        @Mixin
        private SpoolOptions spool = new SpoolOptions();

        @Option(names = "--json", description = "print JSON")
        private boolean json;

        @Override
        protected int execute() throws IOException {
            List<Leftovers.Entry> entries = Leftovers.list(spool.root());
            PrintWriter out = out();
            if (json) {
                List<Map<String, @Nullable Object>> items = new ArrayList<>();
                entries.forEach(entry -> items.add(members(entry)));
                out.println(Json.write(Map.of("items", items)));
            } else {
                Table table = new Table(out, "EXECUTION", "CREATED", "BATCHES", "TARGET", "WORKSPACE", "NAME*");
                entries.forEach(entry -> table.row(
                        entry.executionId(),
                        Shown.time(entry.createdAt()),
                        entry.busy() ? "in use" : Long.toString(entry.batches()),
                        entry.target(),
                        entry.workspace(),
                        entry.name()));
                table.print();
            }
            out.flush();
            return 0;
        }

        private static Map<String, @Nullable Object> members(Leftovers.Entry entry) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("execution", entry.executionId());
            members.put("name", entry.name());
            members.put("target", entry.target());
            members.put("workspace", entry.workspace());
            members.put("createdAt", entry.createdAt().toString());
            members.put("busy", entry.busy());
            members.put("batches", entry.busy() ? null : (Long) entry.batches());
            members.put("directory", entry.directory().toString());
            return members;
        }
    }

    @Command(
            name = "deliver",
            description = {
                "Delivers spools to the servers they were meant for. A run whose recorder died is closed as failed.",
                "Several may run at once: each spool has one deliverer, and what is sent twice counts once.",
            },
            footer = {
                "",
                "Examples:",
                "  cairn spool deliver",
                "  cairn spool deliver --to http://ci.example:8080 0199..."
            },
            mixinStandardHelpOptions = true)
    static final class Deliver extends ClientCommand {
        @Mixin
        private SpoolOptions spool = new SpoolOptions();

        @Option(names = "--to", paramLabel = "URL", description = "deliver to this server instead")
        private @Nullable String url;

        @Option(
                names = "--drain-timeout",
                paramLabel = "D",
                defaultValue = "10s",
                description = "give up on a server that takes nothing for so long; default: ${DEFAULT-VALUE}")
        private String patience = "10s";

        @Parameters(paramLabel = "EXECUTION", arity = "0..*", description = "only these; default: all")
        private List<String> executions = new ArrayList<>();

        @Override
        protected int execute() throws IOException, InterruptedException {
            int left = 0;
            for (Leftovers.Entry entry : Leftovers.list(spool.root())) {
                if (executions.isEmpty() || executions.contains(entry.executionId())) {
                    left += deliver(entry) ? 0 : 1;
                }
            }
            return left == 0 ? 0 : 1;
        }

        private Target target(String written, String workspace) {
            if (url == null && Targets.isEmbedded(written)) {
                Configuration configuration =
                        Configuration.load(StoreProviders.load(), Sources.ofProcess(Map.of(), null));
                if (!Targets.embedded(configuration.backend()).equals(written)) {
                    throw new CliFailure("the spool is for " + written + ", and CAIRN_BACKEND is "
                            + configuration.backend() + "; change it or give --to");
                }
                return Targets.store(configuration.storeSettings(), workspace);
            }
            return Targets.http(url == null ? written : url, workspace);
        }

        private boolean deliver(Leftovers.Entry entry) throws IOException, InterruptedException {
            Optional<Leftovers.Outcome> outcome =
                    Leftovers.deliver(entry, this::target, Given.duration("drain-timeout", patience), this::tell);
            if (outcome.isEmpty()) {
                tell(entry.executionId() + " is in use by a run that goes on now, or gone");
                return true;
            }
            Leftovers.Outcome what = outcome.get();
            if (!what.delivered()) {
                String trouble = what.trouble() == null ? "" : ": " + what.trouble();
                tell(entry.executionId() + " not delivered to " + (url == null ? entry.target() : url) + trouble);
            } else if (what.refused() > 0) {
                tell(entry.executionId() + " delivered, but " + what.refused() + " batches were refused");
            } else {
                tell(entry.executionId() + " delivered");
            }
            return what.delivered() && what.refused() == 0;
        }
    }
}
