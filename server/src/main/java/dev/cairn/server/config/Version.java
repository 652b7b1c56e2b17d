package dev.cairn.server.config;

import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {
    /** From the jar's manifest; {@code dev} when run from classes. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version.replace("-SNAPSHOT", "");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"cairn " + current()};
    }
}
