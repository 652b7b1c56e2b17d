package dev.cairn.store;

import java.util.Map;

/**
 * What a store is. Holds no secrets.
 *
 * @param backend the provider's name
 * @param engine product and version, as the engine says
 * @param schema version of the schema; empty before {@link Store#migrate}
 * @param durability one phrase on what a returned write survives, as read back from the engine
 * @param details engine settings by name, as read back
 */
public record Description(
        String backend, String engine, String schema, String durability, Map<String, String> details) {
    public Description {
        details = Map.copyOf(details);
    }
}
