package dev.cairn.sql.log;

import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;

/** The numbers under which levels and streams are stored, 0 to 3; they never change, whatever the enums do. */
final class LogCodes {
    private LogCodes() {}

    static int of(LogLevel level) {
        return switch (level) {
            case DEBUG -> 0;
            case INFO -> 1;
            case WARNING -> 2;
            case ERROR -> 3;
        };
    }

    static LogLevel level(int code) {
        return switch (code) {
            case 0 -> LogLevel.DEBUG;
            case 1 -> LogLevel.INFO;
            case 2 -> LogLevel.WARNING;
            default -> LogLevel.ERROR;
        };
    }

    static int of(LogStream stream) {
        return switch (stream) {
            case STDOUT -> 0;
            case STDERR -> 1;
            case SYSTEM -> 2;
        };
    }

    static LogStream stream(int code) {
        return switch (code) {
            case 0 -> LogStream.STDOUT;
            case 1 -> LogStream.STDERR;
            case 2 -> LogStream.SYSTEM;
            default -> throw new IndexOutOfBoundsException("stream " + code);
        };
    }
}
