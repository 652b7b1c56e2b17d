package dev.cairn.logic.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits for whom, in memory. Nothing here recurses: chains may be long. */
final class TaskGraph {
    private final Map<String, Collection<String>> after = new LinkedHashMap<>();

    /** @param after of each node, what it waits for; what is no node itself is left out */
    TaskGraph(Map<String, ? extends Collection<String>> after) {
        after.forEach((id, prerequisites) -> this.after.put(
                id, prerequisites.stream().filter(after::containsKey).toList()));
    }

    /** A circle if there is one: each waits for the next, the last is the first again. */
    Optional<List<String>> cycle() {
        Set<String> done = new HashSet<>();
        for (String start : after.keySet()) {
            LinkedHashSet<String> path = new LinkedHashSet<>();
            Deque<Iterator<String>> open = new ArrayDeque<>();
            enter(start, done, path, open);
            while (!open.isEmpty()) {
                if (!open.element().hasNext()) {
                    open.pop();
                    done.add(path.removeLast());
                    continue;
                }
                String next = open.element().next();
                if (path.contains(next)) {
                    List<String> cycle = new ArrayList<>(path);
                    cycle = new ArrayList<>(cycle.subList(cycle.indexOf(next), cycle.size()));
                    cycle.add(next);
                    return Optional.of(cycle);
                }
                enter(next, done, path, open);
            }
        }
        return Optional.empty();
    }

    private void enter(String id, Set<String> done, Set<String> path, Deque<Iterator<String>> open) {
        if (!done.contains(id)) {
            path.add(id);
            open.push(prerequisites(id).iterator());
        }
    }

    private Collection<String> prerequisites(String id) {
        return after.getOrDefault(id, List.of());
    }

    /** What can be done at once, then what can be done after that, and so on; nothing of a circle. */
    List<List<String>> layers() {
        Map<String, Integer> left = new HashMap<>();
        Map<String, List<String>> dependents = new HashMap<>();
        after.forEach((id, prerequisites) -> {
            left.put(id, prerequisites.size());
            prerequisites.forEach(prerequisite -> dependents
                    .computeIfAbsent(prerequisite, of -> new ArrayList<>())
                    .add(id));
        });
        List<List<String>> layers = new ArrayList<>();
        List<String> layer = after.keySet().stream()
                .filter(id -> prerequisites(id).isEmpty())
                .toList();
        while (!layer.isEmpty()) {
            layers.add(layer);
            List<String> next = new ArrayList<>();
            for (String id : layer) {
                for (String dependent : dependents.getOrDefault(id, List.of())) {
                    if (left.merge(dependent, -1, Integer::sum) == 0) {
                        next.add(dependent);
                    }
                }
            }
            layer = next;
        }
        return layers;
    }

    /** How one comes from the first to the last, each waiting for the next; empty when one does not. */
    List<String> path(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        cameFrom.put(from, from);
        while (!open.isEmpty()) {
            String id = open.remove();
            if (id.equals(to)) {
                return back(cameFrom, to);
            }
            for (String prerequisite : prerequisites(id)) {
                if (cameFrom.putIfAbsent(prerequisite, id) == null) {
                    open.add(prerequisite);
                }
            }
        }
        return List.of();
    }

    private static List<String> back(Map<String, String> cameFrom, String to) {
        List<String> path = new ArrayList<>(List.of(to));
        String at = to;
        for (String before = cameFrom.getOrDefault(at, at);
                !before.equals(at);
                before = cameFrom.getOrDefault(at, at)) {
            path.add(before);
            at = before;
        }
        Collections.reverse(path);
        return path;
    }
}
