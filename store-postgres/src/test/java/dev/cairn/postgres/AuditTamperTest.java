package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.harness.Race;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.audit.AuditCheck;
import dev.cairn.logic.audit.AuditCheck.Fault;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does to the tables beside the store. */
class AuditTamperTest {
    private static final WorkspaceId WS = new WorkspaceId("ws");
    private static final String THIRD = "(SELECT revision FROM audit_entry ORDER BY revision LIMIT 1 OFFSET 2)";

    private String url = "";
    private Cairn cairn;
    private AuditSeal head = AuditSeal.NONE;

    @BeforeEach
    void fiveEntries() throws Exception {
        url = TestPostgres.get().newDatabase();
        Store store = TestStores.open(url);
        store.migrate(Migration.CREATE);
        cairn = Cairn.over(new RetryingStore(store, Duration.ofSeconds(10)), InstantSource.system());
        cairn.workspaces().ensure(WS);
        CairnWorkspace ws = cairn.workspace(WS).as(new Attribution("ada", "because"));
        for (int i = 0; i < 5; i++) {
            ws.executions().create(NewExecution.named("n").withId("e" + i));
        }
        Race.await("all five are sealed", () -> {
            ws.audit().sealAll();
            return ws.audit().head().sequence() == 5;
        });
        head = ws.audit().head();
    }

    @AfterEach
    void drop() {
        cairn.close();
        TestPostgres.get().drop(url);
    }

    /** Each in a transaction of its own that is undone before the next. */
    @Test
    void isFoundWhereItWasDone() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("UPDATE audit_entry SET actor = 'eve' WHERE revision = :third", "3 " + Fault.CHANGED);
        expected.put("DELETE FROM audit_entry WHERE revision = :third", "3 " + Fault.MISSING);
        expected.put("DELETE FROM audit_seal WHERE seq = 2", "2 " + Fault.MISSING);
        expected.put("DELETE FROM audit_seal WHERE seq = 5", "5 " + Fault.TRUNCATED);
        expected.put(
                "UPDATE audit_seal SET hash = decode(repeat('00', 32), 'hex') WHERE seq = 4", "4 " + Fault.CHANGED);
        expected.put(
                "INSERT INTO audit_entry SELECT workspace, revision, 1, at, 'eve', reason, action, kind, root_id, id, op,"
                        + " version FROM audit_entry WHERE revision = :third",
                "4 " + Fault.INSERTED);
        assertThat(cairn.workspace(WS).audit().verify(head)).isEqualTo(new AuditCheck(head, 0, null));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept_entry AS TABLE audit_entry");
            statement.execute("CREATE TABLE kept_seal AS TABLE audit_seal");
            for (Map.Entry<String, String> each : expected.entrySet()) {
                assertThat(statement.executeUpdate(each.getKey().replace(":third", THIRD)))
                        .isPositive();
                AuditCheck.Break broken =
                        cairn.workspace(WS).audit().verify(head).broken();
                assertThat(broken).as(each.getKey()).isNotNull();
                assertThat(broken.sequence() + " " + broken.fault())
                        .as(each.getKey())
                        .isEqualTo(each.getValue());
                statement.execute("TRUNCATE audit_entry, audit_seal");
                statement.execute("INSERT INTO audit_entry TABLE kept_entry");
                statement.execute("INSERT INTO audit_seal TABLE kept_seal");
            }
        }
        assertThat(cairn.workspace(WS).audit().verify(head).holds()).isTrue();
    }
}
