package dev.cairn.server;

/** The command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("usage: cairn <command> [options]");
    }
}
