package dev.cairn.bench.http.client;

import java.nio.charset.StandardCharsets;

/** A request as it is sent. */
public final class Request {
    private static final byte[] NONE = {};

    private final byte[] bytes;
    private final int expected;

    private Request(byte[] bytes, int expected) {
        this.bytes = bytes;
        this.expected = expected;
    }

    /** Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** The status that is a success. */
    int expected() {
        return expected;
    }

    public static Request get(String path) {
        return of("GET", path, NONE, 200);
    }

    /** Creates something: 201 is expected. */
    public static Request post(String path, String json) {
        return of("POST", path, json.getBytes(StandardCharsets.UTF_8), 201);
    }

    /** @param expected the status that is a success */
    public static Request of(String method, String path, byte[] body, int expected) {
        return of(method, path, "application/json", body, expected);
    }

    /** Bytes as they are: 201 is expected. */
    public static Request upload(String path, byte[] content) {
        return of("POST", path, "application/octet-stream", content, 201);
    }

    /** The same with one more header. */
    public Request with(String header, String value) {
        byte[] line = (header + ": " + value + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int first = 0;
        while (bytes[first] != '\n') {
            first++;
        }
        first++;
        byte[] whole = new byte[bytes.length + line.length];
        System.arraycopy(bytes, 0, whole, 0, first);
        System.arraycopy(line, 0, whole, first, line.length);
        System.arraycopy(bytes, first, whole, first + line.length, bytes.length - first);
        return new Request(whole, expected);
    }

    private static Request of(String method, String path, String mediaType, byte[] body, int expected) {
        String entity =
                body.length == 0 ? "" : "Content-Type: " + mediaType + "\r\nContent-Length: " + body.length + "\r\n";
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + entity + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return new Request(whole, expected);
    }
}
