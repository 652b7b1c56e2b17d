package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.Request;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/**
 * The operations of privata's load tests in a workspace of their own. Until its domain is there, executions stand in for
 * users: about as large, read by id, listed, created, changed in one member.
 */
final class UserRequests {
    static final int WARM_UP_USERS = 100;
    static final int PAGE = 50;
    static final int LARGEST_PAGE = 1_000;

    private final String executions;

    /** Creates the workspace with the first users. */
    UserRequests(HttpConnection connection, String workspace) throws IOException {
        String path = "/v1/workspaces/" + workspace;
        executions = path + "/executions";
        connection.exchange(Request.of("PUT", path, new byte[0], 200));
        for (int i = 0; i < WARM_UP_USERS; i++) {
            connection.exchange(create("u-" + i));
        }
        connection.exchange(change(0));
        JsonNode changed = connection.exchange(get(0)).json();
        Api.require(
                changed.path("metadata").path("accountType").asString().equals("premium"), "not changed: " + changed);
        Api.require(count(connection) == WARM_UP_USERS, "not the users that were created");
    }

    long count(HttpConnection connection) throws IOException {
        return connection
                .get(executions + "?limit=1&total=exact")
                .path("total")
                .path("value")
                .asLong();
    }

    Request create(String id) {
        return Request.post(
                executions,
                "{\"id\":\"" + id + "\",\"name\":\"User " + id + "\",\"user\":\"" + id
                        + "@test.com\",\"metadata\":{\"diagnosis\":\"Hypertension\",\"medications\":[\"Lisinopril\"],"
                        + "\"accountType\":\"standard\"}}");
    }

    Request get(int user) {
        return Request.get(executions + "/u-" + user);
    }

    Request change(int user) {
        return Api.json("PATCH", executions + "/u-" + user, "{\"metadata\":{\"accountType\":\"premium\"}}", 200);
    }

    Request page() {
        return Request.get(executions + "?limit=" + PAGE);
    }

    /** Reads all users, page by page. */
    void all(HttpConnection connection) throws IOException {
        String cursor = "";
        do {
            HttpConnection.Reply reply =
                    connection.exchange(Request.get(executions + "?limit=" + LARGEST_PAGE + cursor));
            cursor = next(reply.text());
        } while (!cursor.isEmpty());
    }

    /** Finds the cursor at the end of a page without reading the JSON before it. */
    private static String next(String page) {
        String member = "\"next\":\"";
        int at = page.lastIndexOf(member);
        if (at < 0) {
            return "";
        }
        int start = at + member.length();
        return "&cursor=" + page.substring(start, page.indexOf('"', start));
    }
}
