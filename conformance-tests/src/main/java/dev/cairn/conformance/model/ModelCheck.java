package dev.cairn.conformance.model;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays one script on the store and on the model and looks for the first difference. */
final class ModelCheck {
    private final Target store;
    private final ModelTarget model;
    private final Map<Integer, Integer> compacted = new HashMap<>();

    ModelCheck(Target store, ModelTarget model) {
        this.store = store;
        this.model = model;
    }

    /** The first difference in words; empty when there is none, in the end state and the feed either. */
    Optional<String> play(List<Act> script) {
        for (int i = 0; i < script.size(); i++) {
            Act act = script.get(i);
            if (act instanceof Act.Compact) {
                compacted.put(act.workspace(), model.feed(act.workspace()).size());
            }
            Optional<String> difference = compare("line " + (i + 1), act);
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (int workspace = 0; workspace < Generator.WORKSPACES; workspace++) {
            Optional<String> difference = end(workspace);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> end(int workspace) {
        for (Operation.Query query : Queries.everything(Pools.SMALL)) {
            Optional<String> difference = compare("the state at the end", new Act.Look(workspace, List.of(query)));
            if (difference.isPresent()) {
                return difference;
            }
        }
        try {
            return feed(workspace, store.feed(workspace), model.feed(workspace));
        } catch (AssertionError | RuntimeException e) {
            return Optional.of("the feed of w" + workspace + ": " + e);
        }
    }

    private Optional<String> compare(String where, Act act) {
        Outcome expected = model.run(act);
        Outcome actual = store.run(act);
        return expected.agrees(actual)
                ? Optional.empty()
                : Optional.of(where + ": " + act + "\n    expected " + expected + "\n    but got  " + actual);
    }

    /** Behind the last compaction all must be told; before it, the last change of every living entity (FEED-6). */
    private Optional<String> feed(int workspace, List<Set<Change>> actual, List<Set<Change>> expected) {
        int cut = compacted.getOrDefault(workspace, 0);
        int whole = expected.size() - cut;
        boolean tail = actual.size() >= whole
                && actual.subList(actual.size() - whole, actual.size()).equals(expected.subList(cut, expected.size()));
        if (tail && cut == 0 && actual.size() == whole) {
            return Optional.empty();
        }
        if (tail && cut > 0) {
            List<Set<Change>> left = actual.subList(0, actual.size() - whole);
            Set<Change> missing = living(cut, expected);
            left.forEach(missing::removeAll);
            if (missing.isEmpty() && isPart(left, expected.subList(0, cut))) {
                return Optional.empty();
            }
        }
        return Optional.of("the feed of w" + workspace + (cut == 0 ? "" : ", compacted after " + cut + " transactions")
                + "\n    expected " + print(expected) + "\n    but got  " + print(actual));
    }

    private static String print(List<Set<Change>> feed) {
        return feed.stream()
                .map(changes -> changes.stream()
                        .map(c -> c.op() + " " + c.kind() + " " + c.rootId() + "/" + c.id() + " v" + c.version())
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}")))
                .collect(Collectors.joining("\n             ", "", ""));
    }

    /** Changes of the first transactions that nothing has overtaken in the whole: of entities that are still there. */
    private static Set<Change> living(int first, List<Set<Change>> whole) {
        Map<ReferenceModel.Entity, Change> last = new HashMap<>();
        for (int i = 0; i < whole.size(); i++) {
            for (Change end : whole.get(i).stream().filter(ModelCheck::endsRoot).toList()) {
                last.keySet()
                        .removeIf(entity -> entity.kind().root() == end.kind()
                                && entity.rootId().equals(end.rootId()));
            }
            for (Change change : whole.get(i)) {
                last.remove(ReferenceModel.Entity.of(change));
                if (i < first && change.op() == ChangeOp.PUT) {
                    last.put(ReferenceModel.Entity.of(change), change);
                }
            }
        }
        return new HashSet<>(last.values());
    }

    private static boolean endsRoot(Change change) {
        return change.op() == ChangeOp.DELETE && change.kind().takesAlong(change.kind());
    }

    /** Whether {@code part} can be had from {@code whole} by leaving changes out. */
    private static boolean isPart(List<Set<Change>> part, List<Set<Change>> whole) {
        List<Set<Change>> rest = new ArrayList<>(part);
        for (Set<Change> transaction : whole) {
            if (!rest.isEmpty() && transaction.containsAll(rest.getFirst())) {
                rest.removeFirst();
            }
        }
        return rest.isEmpty();
    }
}
