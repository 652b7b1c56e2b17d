package dev.cairn.conformance.report;

/** A part of a document that is generated, between two comments. */
public record Section(String name) {
    private String begin() {
        return "<!-- " + name + ":begin -->";
    }

    private String end() {
        return "<!-- " + name + ":end -->";
    }

    /** @throws IllegalArgumentException when the document has no such section */
    public String in(String document) {
        int begin = document.indexOf(begin());
        int end = document.indexOf(end());
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the document needs " + begin() + " and " + end());
        }
        return document.substring(begin + begin().length(), end).strip() + "\n";
    }

    /** @throws IllegalArgumentException when the document has no such section */
    public String replace(String document, String text) {
        in(document);
        return document.substring(0, document.indexOf(begin()) + begin().length())
                + "\n"
                + text
                + document.substring(document.indexOf(end()));
    }
}
