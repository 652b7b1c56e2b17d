package dev.cairn.sqlite;

import dev.cairn.error.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where content lies: {@code blobs/WORKSPACE/AA/HASH}. A workspace's folder is named by a hash of its id, since ids that
 * differ only in case would meet on some file systems. Nothing a caller says becomes part of a path (ART-3).
 */
final class ContentFiles {
    private final Path root;
    private final Path temporary;

    ContentFiles(Path directory) {
        this.root = directory.resolve("blobs");
        this.temporary = root.resolve("tmp");
    }

    Path folder(String workspace) {
        String hash = HexFormat.of().formatHex(sha256().digest(workspace.getBytes(StandardCharsets.UTF_8)));
        return root.resolve(hash.substring(0, 32));
    }

    Path file(String workspace, String sha256) {
        return folder(workspace).resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file to write to, which nothing else knows. */
    Path temporary() throws IOException {
        Files.createDirectories(temporary);
        return temporary.resolve(UUID.randomUUID() + ".part");
    }

    /** Puts a finished, forced file in its place, durably. */
    void place(Path finished, Path target) throws IOException {
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            for (Path parent = folder.getParent();
                    parent != null && parent.startsWith(root);
                    parent = parent.getParent()) {
                force(parent);
            }
        }
        Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
        if (folder != null) {
            force(folder);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The file's size; -1 when there is none. */
    static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    /** A range of the file; the caller closes it. */
    static InputStream open(FileChannel channel, long offset, long length) throws IOException {
        channel.position(Math.min(offset, channel.size()));
        return new Range(Channels.newInputStream(channel), length);
    }

    /** Notes that content is about to go, so that a crash half-way leaves no file that nothing knows of. */
    Path mark(String workspace, String sha256) throws IOException {
        Files.createDirectories(temporary);
        Path mark = temporary.resolve(UUID.randomUUID() + ".gone");
        Files.writeString(mark, workspace + " " + sha256);
        return mark;
    }

    /** Removes what an earlier life left half-written; returns its marks of content about to go. */
    List<Path> leftOver() {
        List<Path> marks = new ArrayList<>();
        if (!Files.isDirectory(temporary)) {
            return marks;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary)) {
            for (Path file : files) {
                if (file.toString().endsWith(".gone")) {
                    marks.add(file);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return marks;
    }

    /** Removes a workspace's folder and whatever is in it. */
    void removeFolder(String workspace) {
        Path folder = folder(workspace);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static Unavailable failure(IOException e) {
        return new Unavailable(
                "the content files cannot be used now (" + e.getClass().getSimpleName() + ")", e);
    }
}
