package dev.cairn.server.run;

/** How values of attributes and metadata are typed. */
public final class MarkerValues {
    private MarkerValues() {}

    /** {@code true} and {@code false}, numbers as JSON writes them, else text. */
    public static Object typed(String value) {
        return Markers.typed(value);
    }
}
