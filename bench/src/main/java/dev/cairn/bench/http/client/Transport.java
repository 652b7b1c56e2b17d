package dev.cairn.bench.http.client;

/** How events come. */
public enum Transport {
    SSE("SSE", 200, "Accept: text/event-stream\r\n"),
    WEBSOCKET(
            "WebSocket",
            101,
            String.join(
                    "\r\n",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    ""));

    private final String label;
    private final int status;
    private final String headers;

    Transport(String label, int status, String headers) {
        this.label = label;
        this.status = status;
        this.headers = headers;
    }

    public String label() {
        return label;
    }

    /** Of an answer that opens the stream. */
    int status() {
        return status;
    }

    /** What opens the stream. */
    public String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
