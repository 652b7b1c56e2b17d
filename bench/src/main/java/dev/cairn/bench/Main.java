package dev.cairn.bench;

import picocli.CommandLine;

/** Entry of the measuring program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
