package dev.cairn.logic.execution;

import dev.cairn.model.ArtifactType;
import java.util.Locale;
import java.util.Map;

/** What a file name's extension says of its content. */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("txt", "text/plain"),
            Map.entry("log", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("html", "text/html"),
            Map.entry("xml", "text/xml"),
            Map.entry("csv", "text/csv"),
            Map.entry("json", "application/json"),
            Map.entry("ndjson", "application/x-ndjson"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"),
            Map.entry("jar", "application/java-archive"),
            Map.entry("tar", "application/x-tar"),
            Map.entry("gz", "application/gzip"),
            Map.entry("tgz", "application/gzip"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("svg", "image/svg+xml"));

    private MediaTypes() {}

    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    static String of(String fileName) {
        return BY_EXTENSION.getOrDefault(extension(fileName), UNKNOWN);
    }

    static ArtifactType type(String fileName, String mimeType) {
        if (extension(fileName).equals("log")) {
            return ArtifactType.LOG;
        }
        if (mimeType.startsWith("image/")) {
            return ArtifactType.IMAGE;
        }
        return switch (mimeType) {
            case "text/html" -> ArtifactType.REPORT;
            case "text/plain", "text/markdown", "application/pdf" -> ArtifactType.DOCUMENT;
            case "text/csv", "text/xml", "application/json", "application/x-ndjson", "application/yaml" ->
                ArtifactType.DATA;
            case "application/zip", "application/java-archive", "application/x-tar", "application/gzip" ->
                ArtifactType.ARCHIVE;
            default -> ArtifactType.OTHER;
        };
    }
}
