package dev.cairn.model;

/**
 * Whose state it is.
 *
 * @param name the id of the session for {@code TEMP} and {@code SESSION}, else of the user, application or project
 */
public record StateOwner(StateScope scope, String name) {
    /** As the feed names it: {@code scope:name}. */
    public String key() {
        return Wire.name(scope) + ":" + name;
    }
}
