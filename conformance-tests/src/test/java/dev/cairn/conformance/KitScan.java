package dev.cairn.conformance;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.mutant.MutantConformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every test method of the kit, found in its class files. */
final class KitScan {
    /** One test method: where it stands, what it is called, which clauses it names. */
    record Found(Class<?> type, String method, String displayName, List<String> clauses) {}

    private KitScan() {}

    /** All but those of the mutants, which test the kit and not a store. */
    static List<Found> tests() {
        List<Found> found = new ArrayList<>();
        for (Class<?> type : classes()) {
            if (type == MutantConformance.class) {
                continue;
            }
            for (Method method : type.getDeclaredMethods()) {
                if (AnnotationSupport.isAnnotated(method, Testable.class)) {
                    found.add(found(type, method));
                }
            }
        }
        return found;
    }

    private static Found found(Class<?> type, Method method) {
        DisplayName name = method.getAnnotation(DisplayName.class);
        ParameterizedTest each = method.getAnnotation(ParameterizedTest.class);
        return new Found(
                type,
                method.getName(),
                name != null ? name.value() : each != null ? each.name() : "",
                AnnotationSupport.findRepeatableAnnotations(method, Clause.class).stream()
                        .map(Clause::value)
                        .toList());
    }

    private static List<Class<?>> classes() {
        try {
            Path root = Path.of(Clause.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                List<Class<?>> classes = new ArrayList<>();
                for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                        .sorted()
                        .toList()) {
                    String name =
                            root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                    classes.add(Class.forName(
                            name.substring(0, name.length() - ".class".length()),
                            false,
                            KitScan.class.getClassLoader()));
                }
                return classes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong between a contract and tests, as sentences; empty when nothing is. */
    static Set<String> problems(Set<String> contract, List<Found> tests) {
        Set<String> wrong = new TreeSet<>();
        Set<String> tested = new TreeSet<>();
        for (Found test : tests) {
            String name = test.type().getSimpleName() + "." + test.method();
            if (test.clauses().isEmpty()) {
                wrong.add(name + " names no clause");
            }
            for (String clause : test.clauses()) {
                tested.add(clause);
                if (!contract.contains(clause)) {
                    wrong.add(name + " names " + clause + ", which docs/contract.md does not know");
                }
            }
        }
        for (String clause : contract) {
            if (!tested.contains(clause)) {
                wrong.add(clause + " has no test");
            }
        }
        return wrong;
    }
}
