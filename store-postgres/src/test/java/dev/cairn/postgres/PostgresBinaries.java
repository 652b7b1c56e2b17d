package dev.cairn.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL's programs are: an installed directory named by {@code CAIRN_TEST_POSTGRES_BIN}, else the archive on
 * the class path, unpacked once per machine and archive.
 */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The directory of initdb and pg_ctl; null when there is neither. */
    static @Nullable Path find() throws IOException {
        String installed = System.getenv("CAIRN_TEST_POSTGRES_BIN");
        if (installed != null && !installed.isBlank()) {
            return Path.of(installed);
        }
        String archive = archiveName();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive)) {
            return in == null ? null : unpacked(archive, in.readAllBytes()).resolve("bin");
        }
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        return "/postgres-" + os + "-" + arch + ".txz";
    }

    /** Unpacked beside its final place and renamed, so that several processes may race. */
    private static Path unpacked(String name, byte[] archive) throws IOException {
        Path root = Path.of(System.getProperty("java.io.tmpdir"));
        String digest = sha256(archive).substring(0, 16);
        Path home = root.resolve("cairn-postgres-" + System.getProperty("user.name") + "-" + digest);
        if (Files.isDirectory(home)) {
            return home;
        }
        Path building = Files.createTempDirectory(root, "cairn-postgres-unpacking");
        Files.setPosixFilePermissions(building, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(name);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, building.resolve(entry.getName()).normalize());
            }
        }
        try {
            Files.move(building, home);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Trees.delete(building);
        }
        return home;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("hard link in the archive: " + entry.getName());
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Directory trees. */
    static final class Trees {
        private Trees() {}

        static void delete(Path root) throws IOException {
            if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            try (var paths = Files.walk(root)) {
                for (Path path :
                        paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
