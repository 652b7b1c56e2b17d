package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Subject;
import dev.cairn.store.Read;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Calls by name, in order. */
final class Calls {
    private final Subject subject;
    private final Map<String, Runnable> calls = new LinkedHashMap<>();

    Calls(Subject subject) {
        this.subject = subject;
    }

    <T extends @Nullable Object> Calls read(String name, Read<T, RuntimeException> work) {
        return add(name, () -> subject.read(work));
    }

    Calls write(String name, Subject.Work<RuntimeException> work) {
        return add(name, () -> subject.change(work));
    }

    Calls add(String name, Runnable call) {
        if (calls.put(name, call) != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
        return this;
    }

    Calls addAll(Calls more) {
        more.calls.forEach(this::add);
        return this;
    }

    void forEach(BiConsumer<String, Runnable> action) {
        calls.forEach(action);
    }

    Map<String, Runnable> byName() {
        return Collections.unmodifiableMap(calls);
    }

    int size() {
        return calls.size();
    }
}
