package dev.cairn.conformance.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a short script that still fails, by leaving parts out: delta debugging, first of acts, then inside them. */
final class Shrinker {
    private int runsLeft;
    private final Predicate<List<Act>> fails;

    /**
     * @param fails runs a script from an empty start
     * @param maxRuns how often at most
     */
    Shrinker(Predicate<List<Act>> fails, int maxRuns) {
        this.fails = fails;
        runsLeft = maxRuns;
    }

    /** @param script one that fails */
    List<Act> shrink(List<Act> script) {
        List<Act> best = script;
        int size;
        do {
            size = weight(best);
            best = minimise(best, this::stillFails);
            for (int i = 0; i < best.size(); i++) {
                best = shrinkInside(best, i);
            }
        } while (weight(best) < size);
        return best;
    }

    private static int weight(List<Act> script) {
        return script.stream().mapToInt(act -> 1 + parts(act)).sum();
    }

    private static int parts(Act act) {
        return switch (act) {
            case Act.Transact transact -> transact.operations().size() + (transact.aborts() ? 1 : 0);
            case Act.Look look -> look.queries().size();
            case Act.Stage stage -> 0;
            case Act.Collect collect -> 0;
            case Act.Compact compact -> 0;
        };
    }

    private List<Act> shrinkInside(List<Act> script, int at) {
        return switch (script.get(at)) {
            case Act.Transact transact -> {
                Act.Transact calm = new Act.Transact(transact.workspace(), transact.operations(), false);
                boolean aborts = transact.aborts() && !stillFails(replaced(script, at, calm));
                List<Operation> fewer = minimise(
                        transact.operations(),
                        part -> stillFails(replaced(script, at, new Act.Transact(transact.workspace(), part, aborts))));
                yield replaced(script, at, new Act.Transact(transact.workspace(), fewer, aborts));
            }
            case Act.Look look -> {
                List<Operation.Query> fewer = minimise(
                        look.queries(), part -> stillFails(replaced(script, at, new Act.Look(look.workspace(), part))));
                yield replaced(script, at, new Act.Look(look.workspace(), fewer));
            }
            case Act.Stage stage -> script;
            case Act.Collect collect -> script;
            case Act.Compact compact -> script;
        };
    }

    private static List<Act> replaced(List<Act> script, int at, Act act) {
        List<Act> changed = new ArrayList<>(script);
        changed.set(at, act);
        return changed;
    }

    private boolean stillFails(List<Act> script) {
        if (runsLeft <= 0) {
            return false;
        }
        runsLeft--;
        return fails.test(script);
    }

    /**
     * Leaves out chunks, halving their size whenever none can go, down to single items.
     *
     * @return a part of {@code items}, in order, on which {@code fails} holds if it did on all of them
     */
    static <T> List<T> minimise(List<T> items, Predicate<List<T>> fails) {
        List<T> best = items;
        for (int chunk = Math.max(1, items.size() / 2); ; chunk = Math.max(1, chunk / 2)) {
            boolean removed = false;
            for (int from = 0; from < best.size() && best.size() > 1; ) {
                List<T> without = new ArrayList<>(best.subList(0, from));
                without.addAll(best.subList(Math.min(best.size(), from + chunk), best.size()));
                if (!without.isEmpty() && fails.test(without)) {
                    best = without;
                    removed = true;
                } else {
                    from += chunk;
                }
            }
            if (chunk == 1 && !removed) {
                return best;
            }
        }
    }
}
