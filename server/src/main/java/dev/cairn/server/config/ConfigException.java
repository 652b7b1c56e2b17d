package dev.cairn.server.config;

/** The configuration cannot work. The message is one line for the operator: which name, which value, what to do. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String line) {
        super(line.replaceAll("\\s*\\R\\s*", " "));
    }
}
