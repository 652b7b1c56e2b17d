package dev.cairn.server.http;

/** Serves one operation. */
@FunctionalInterface
public interface Handler {
    void handle(Call call) throws Exception;
}
