package dev.cairn.conformance.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a script, in one of its workspaces (0, 1 ...). */
sealed interface Act {
    int workspace();

    /** @param aborts the closure throws at its end, so that nothing of it may remain (TX-3) */
    record Transact(int workspace, List<Operation> operations, boolean aborts) implements Act {
        @Override
        public String toString() {
            return "w" + workspace + " write" + (aborts ? ", then throw:" : ":") + lines(operations);
        }
    }

    /** Reads on one snapshot. */
    record Look(int workspace, List<Operation.Query> queries) implements Act {
        @Override
        public String toString() {
            return "w" + workspace + " read:" + lines(queries);
        }
    }

    /** @param content index into {@link Pools#CONTENTS} */
    record Stage(int workspace, int content, Instant at) implements Act {
        @Override
        public String toString() {
            return "w" + workspace + " stage " + Show.of(Values.reference(Pools.CONTENTS.get(content))) + " at "
                    + Show.of(at);
        }
    }

    record Collect(int workspace, Instant stagedBefore) implements Act {
        @Override
        public String toString() {
            return "w" + workspace + " collect content staged before " + Show.of(stagedBefore);
        }
    }

    /** Compacts the feed up to its head. */
    record Compact(int workspace) implements Act {
        @Override
        public String toString() {
            return "w" + workspace + " compact the feed";
        }
    }

    private static String lines(List<? extends Operation> operations) {
        return operations.stream().map(Show::of).collect(Collectors.joining("\n      ", "\n      ", ""));
    }

    static String print(List<Act> script) {
        return script.stream().map(act -> "  - " + act).collect(Collectors.joining("\n"));
    }
}
