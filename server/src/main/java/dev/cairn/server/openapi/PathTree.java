package dev.cairn.server.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a path; fixed segments win over parameters. */
public final class PathTree {
    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private @Nullable Node parameter;
        private final Map<String, Operation> methods = new TreeMap<>();
    }

    private final Node root = new Node();

    /** @throws IllegalStateException when two operations have one path and method, or one id */
    public PathTree(List<Operation> operations) {
        Map<String, Operation> ids = new HashMap<>();
        for (Operation operation : operations) {
            Operation other = ids.put(operation.id(), operation);
            if (other != null || node(operation).methods.put(operation.method(), operation) != null) {
                throw new IllegalStateException("openapi.yaml describes " + operation.id() + " twice");
            }
        }
    }

    private Node node(Operation operation) {
        Node node = root;
        for (String segment : operation.segments()) {
            if (Operation.parameter(segment) == null) {
                node = node.fixed.computeIfAbsent(segment, name -> new Node());
            } else {
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            }
        }
        return node;
    }

    /** The operations of this path by method; empty when there is no such path. */
    public Map<String, Operation> find(List<String> rawSegments) {
        Node node = find(root, rawSegments, 0);
        return node == null ? Map.of() : node.methods;
    }

    private static @Nullable Node find(Node node, List<String> segments, int at) {
        if (at == segments.size()) {
            return node;
        }
        Node fixed = node.fixed.get(segments.get(at));
        Node found = fixed == null ? null : find(fixed, segments, at + 1);
        boolean whole = found != null && !found.methods.isEmpty();
        return whole || node.parameter == null ? found : find(node.parameter, segments, at + 1);
    }

    /** The raw values of the path parameters. */
    public static Map<String, String> parameters(Operation operation, List<String> rawSegments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < rawSegments.size(); i++) {
            String name = Operation.parameter(operation.segments().get(i));
            if (name != null) {
                values.put(name, rawSegments.get(i));
            }
        }
        return values;
    }

    /** For {@code Allow}. */
    public static String allowed(Set<String> methods) {
        return String.join(", ", methods) + (methods.contains("GET") ? ", HEAD" : "");
    }
}
