package dev.cairn.logic;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Attribution;
import org.jspecify.annotations.Nullable;

/** Checks who writes and why (LIM-1). */
public final class Attributions {
    private Attributions() {}

    /** With the names of the two as the caller wrote them. */
    public static Attribution of(String actorName, String actor, String reasonName, @Nullable String reason) {
        some(actorName, Inputs.text(actorName, actor, Limits.ACTOR));
        if (reason != null) {
            some(reasonName, Inputs.text(reasonName, reason, Limits.REASON));
        }
        return new Attribution(actor, reason);
    }

    static Attribution check(Attribution by) {
        return of("actor", by.actor(), "reason", by.reason());
    }

    private static void some(String name, String text) {
        if (text.isBlank()) {
            throw new InvalidArgument(name, "must not be empty");
        }
    }
}
