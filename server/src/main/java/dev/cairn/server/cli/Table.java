package dev.cairn.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows for people: columns as wide as their content, the one marked with {@code *} cut to fit the terminal. */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final PrintWriter out;
    private final int flexible;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings one may be marked with {@code *} */
    public Table(PrintWriter out, String... headings) {
        this.out = out;
        int marked = -1;
        List<String> first = new ArrayList<>();
        for (int i = 0; i < headings.length; i++) {
            if (headings[i].endsWith("*")) {
                marked = i;
            }
            first.add(headings[i].replace("*", ""));
        }
        flexible = marked;
        rows.add(first);
    }

    /** As many cells as there are headings. */
    public void row(String... cells) {
        List<String> shown = new ArrayList<>();
        for (String cell : cells) {
            shown.add(Shown.text(cell));
        }
        rows.add(shown);
    }

    public void print() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        if (flexible >= 0) {
            int total = GAP.length() * (columns - 1);
            for (int width : widths) {
                total += width;
            }
            int excess = total - Terminal.width();
            if (excess > 0) {
                widths[flexible] = Math.max(Math.min(NARROWEST, widths[flexible]), widths[flexible] - excess);
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = cut(row.get(i), widths[i]);
                line.append(cell)
                        .append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())))
                        .append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }
}
