package dev.cairn.sql.memory;

import dev.cairn.model.MemoryFilter;
import dev.cairn.model.Terms;
import dev.cairn.model.Wire;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MemoryFilter} as parameters; null is no condition. Where it begins is a parameter of its own.
 *
 * @param end just beyond all that the prefix holds, encoded
 * @param glob the key pattern, for engines with GLOB
 * @param like the same, for engines with LIKE
 * @param terms those that must all be there, each between blanks; empty for no condition
 * @param everyTerm the same for an index that takes {@code "a" AND "b"}
 * @param allTerms the same as {@code 'a' & 'b'}
 */
public record MemoryFilterRow(
        @Nullable String end,
        @Nullable String type,
        @Nullable String glob,
        @Nullable String like,
        List<String> terms,
        @Nullable String everyTerm,
        @Nullable String allTerms) {

    static MemoryFilterRow of(String workspace, MemoryFilter filter) {
        boolean text = filter.text() != null || !filter.fields().isEmpty();
        List<String> terms = text
                ? Stream.concat(Stream.of(Terms.workspace(workspace)), filter.terms().stream())
                        .toList()
                : List.of();
        return new MemoryFilterRow(
                filter.prefix().end(),
                filter.type() == null ? null : Wire.name(filter.type()),
                filter.key() == null ? null : filter.key().glob(),
                filter.key() == null ? null : filter.key().like(),
                terms.stream().map(term -> " " + term + " ").toList(),
                text ? quoted(terms, "\"", " AND ") : null,
                text ? quoted(terms, "'", " & ") : null);
    }

    /** Terms hold letters, digits, marks and signs of their own only: no quotes, so that none need be escaped. */
    private static String quoted(List<String> terms, String quote, String and) {
        return terms.stream().map(term -> quote + term + quote).collect(Collectors.joining(and));
    }
}
