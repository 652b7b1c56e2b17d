package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.logic.audit.AuditCheck;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditSeal;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody does to the file while no store is open. */
class AuditTamperTest {
    private static final String THIRD = "(SELECT revision FROM audit_entry ORDER BY revision LIMIT 1 OFFSET 2)";
    private static final String WAITING_THIRD =
            "(SELECT place FROM journal WHERE actor IS NOT NULL ORDER BY place LIMIT 1 OFFSET 2)";

    @TempDir
    Path directory;

    private StoreSettings settings;
    private AuditSeal head = AuditSeal.NONE;

    @BeforeEach
    void fiveEntries() {
        settings = TestStores.settings(directory);
        TestStores.fresh(settings).close();
        try (Cairn cairn = cairn()) {
            var ci = cairn.workspace(TestStores.CI).as(new Attribution("ada", "because"));
            for (int i = 0; i < 5; i++) {
                ci.executions().create(NewExecution.named("n").withId("e" + i));
            }
            assertThat(ci.audit().sealAll()).isEqualTo(5);
            head = ci.audit().head();
        }
    }

    /** Has all five where entries are kept; else they wait in the journal. */
    private void gather() {
        try (Store store = TestStores.open(settings)) {
            store.maintenance().compactFeed(TestStores.CI, 0, 1);
        }
    }

    private Cairn cairn() {
        return Cairn.over(TestStores.open(settings), InstantSource.system());
    }

    private AuditCheck after(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("cairn.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql.replace(":third", THIRD))).isPositive();
        }
        try (Cairn cairn = cairn()) {
            return cairn.workspace(TestStores.CI).audit().verify(head);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE audit_entry SET actor = 'eve' WHERE revision = :third                       | 3 | CHANGED
                    UPDATE audit_entry SET reason = NULL WHERE revision = :third                       | 3 | CHANGED
                    UPDATE audit_entry SET at = at + 1 WHERE revision = :third                         | 3 | CHANGED
                    UPDATE audit_entry SET root_id = 'x' WHERE revision = :third                       | 3 | CHANGED
                    DELETE FROM audit_entry WHERE revision = :third                                    | 3 | MISSING
                    DELETE FROM audit_seal WHERE seq = 2                                               | 2 | MISSING
                    DELETE FROM audit_seal WHERE seq = 5                                               | 5 | TRUNCATED
                    UPDATE audit_seal SET hash = zeroblob(32) WHERE seq = 4                            | 4 | CHANGED
                    INSERT INTO audit_entry SELECT workspace, revision, 1, at, 'eve', reason, action, kind, root_id, id, op, version FROM audit_entry WHERE revision = :third | 4 | INSERTED
                    """)
    void isFoundWhereItWasDone(String sql, long sequence, AuditCheck.Fault fault) throws Exception {
        gather();
        verify(sql, sequence, fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE journal SET actor = 'eve' WHERE place = :third                        | 3 | CHANGED
                    UPDATE journal SET at = at + 1 WHERE place = :third                          | 3 | CHANGED
                    UPDATE journal SET actor = NULL WHERE place = :third                         | 3 | MISSING
                    DELETE FROM journal WHERE place = :third                                     | 3 | MISSING
                    """)
    void isFoundInTheJournalToo(String sql, long sequence, AuditCheck.Fault fault) throws Exception {
        verify(sql.replace(":third", WAITING_THIRD), sequence, fault);
    }

    private void verify(String sql, long sequence, AuditCheck.Fault fault) throws Exception {
        AuditCheck check = after(sql);
        assertThat(check.broken()).isNotNull();
        assertThat(check.broken().sequence()).as(sql).isEqualTo(sequence);
        assertThat(check.broken().fault()).as(sql).isEqualTo(fault);
    }

    @Test
    void anUntouchedFileHolds() {
        try (Cairn cairn = cairn()) {
            assertThat(cairn.workspace(TestStores.CI).audit().verify(head)).isEqualTo(new AuditCheck(head, 0, null));
        }
    }
}
