package dev.cairn.server.run;

import dev.cairn.model.BlobRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Copies declared files into the spool, because they may change or go before they are delivered. Output may hold text of
 * strangers, so only files inside the working directory, or a directory that the caller named, are taken.
 */
final class ArtifactFiles {
    private final Path workingDirectory;
    private final List<Path> roots;
    private final Path target;
    private final long maxBytes;

    /** Why a declared file is not kept; one line for the log. */
    static final class NotKept extends Exception {
        private static final long serialVersionUID = 1;

        NotKept(String message) {
            super(message);
        }
    }

    /** @param file the copy */
    record Copy(Path file, BlobRef content) {}

    ArtifactFiles(Path workingDirectory, List<Path> roots, Path target, long maxBytes) {
        this.workingDirectory = workingDirectory;
        this.roots = roots;
        this.target = target;
        this.maxBytes = maxBytes;
    }

    Copy copy(String declared, String name) throws NotKept {
        Path source = resolve(declared);
        Path copy = target.resolve(name);
        try {
            Files.createDirectories(target);
            MessageDigest digest = sha256();
            long size;
            try (InputStream in = Files.newInputStream(source);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
                size = transfer(in, out);
            }
            if (size > maxBytes) {
                Files.deleteIfExists(copy);
                throw new NotKept("is larger than " + maxBytes + " bytes (--artifact-limit)");
            }
            return new Copy(copy, new BlobRef(HexFormat.of().formatHex(digest.digest()), size));
        } catch (IOException e) {
            deleteQuietly(copy, e);
            throw new NotKept("cannot be read: " + e);
        }
    }

    private long transfer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > maxBytes) {
                return size;
            }
            out.write(buffer, 0, read);
        }
        return size;
    }

    private Path resolve(String declared) throws NotKept {
        Path real;
        try {
            real = workingDirectory.resolve(declared).toRealPath();
        } catch (NoSuchFileException e) {
            throw new NotKept("does not exist");
        } catch (IOException | InvalidPathException e) {
            throw new NotKept("cannot be read: " + e);
        }
        if (!inside(real)) {
            throw new NotKept("lies outside the working directory (--artifacts-from allows more)");
        }
        if (Files.isDirectory(real)) {
            throw new NotKept("is a directory");
        }
        if (!Files.isRegularFile(real)) {
            throw new NotKept("is not a regular file");
        }
        if (!Files.isReadable(real)) {
            throw new NotKept("cannot be read: permission denied");
        }
        return real;
    }

    private boolean inside(Path real) {
        for (Path root : roots) {
            try {
                if (real.startsWith(root.toRealPath())) {
                    return true;
                }
            } catch (IOException e) {
                // a root that is not there holds nothing
            }
        }
        return false;
    }

    private static void deleteQuietly(Path file, IOException cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
