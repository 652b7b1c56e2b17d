package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NearestQuery;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Embedding;
import dev.cairn.model.ScoredMemory;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where pgvector comes, goes, or is known to one server only. Where it is known to all, see the kit. */
class LikenessesTest {
    private static final int DIMENSION = 24;

    private final Random random = new Random(21);
    private String url = "";

    @BeforeEach
    void database() {
        url = TestPostgres.get().newDatabaseWithoutVectors();
    }

    @AfterEach
    void drop() {
        TestPostgres.get().drop(url);
    }

    private static void vectorsOnly() {
        Assumptions.assumeTrue(TestPostgres.get().hasVectors(), "SKIPPED: this PostgreSQL has no pgvector");
    }

    private Cairn open(String pgvector) {
        Cairn cairn = Cairn.open(StoreSettings.of(PostgresProvider.NAME, Map.of("url", url, "pgvector", pgvector)));
        cairn.workspaces().ensure(new WorkspaceId("w"));
        return cairn;
    }

    private static Memories memories(Cairn cairn) {
        return cairn.workspace("w").memories();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM memory WHERE " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Embedding vector() {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.of("e", values);
    }

    private void put(Cairn cairn, int from, int to) {
        List<NewMemory> some = new ArrayList<>();
        for (int i = from; i < to; i++) {
            some.add(NewMemory.of("n", "k" + i, "1").withEmbedding(vector()));
        }
        memories(cairn).putAll(some);
    }

    private static List<ScoredMemory> nearest(Cairn cairn, Embedding to) {
        return memories(cairn).nearest(NearestQuery.to(to, 20));
    }

    @Test
    void without_the_extension_it_is_not_declared_and_nothing_is_made() throws Exception {
        try (Cairn cairn = open("auto")) {
            assertThat(cairn.store().capabilities()).doesNotContain(Capability.LIKENESS);
            put(cairn, 0, 3);
            assertThat(nearest(cairn, vector())).hasSize(3);
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_extension WHERE extname = 'vector' UNION ALL"
                                + " SELECT count(*) FROM pg_attribute WHERE attrelid = 'memory'::regclass AND attname = 'unit'")) {
            while (row.next()) {
                assertThat(row.getLong(1)).isZero();
            }
        }
    }

    @Test
    void what_was_put_before_the_extension_came_gets_its_vector_and_is_found_alike() throws Exception {
        vectorsOnly();
        Embedding query = vector();
        List<ScoredMemory> before;
        try (Cairn cairn = open("auto")) {
            put(cairn, 0, 900);
            memories(cairn).put(NewMemory.of("n", "none", "1"));
            before = nearest(cairn, query);
        }
        execute("CREATE EXTENSION vector");
        try (Cairn cairn = open("off")) {
            assertThat(cairn.store().capabilities()).doesNotContain(Capability.LIKENESS);
        }
        try (Cairn cairn = open("auto")) {
            assertThat(cairn.store().capabilities()).contains(Capability.LIKENESS);
            assertThat(count("unit IS NOT NULL AND unit_version = version")).isEqualTo(900);
            assertThat(nearest(cairn, query)).isEqualTo(before);
        }
        execute("DROP EXTENSION vector CASCADE");
        try (Cairn cairn = open("auto")) {
            assertThat(cairn.store().capabilities()).doesNotContain(Capability.LIKENESS);
            assertThat(nearest(cairn, query)).isEqualTo(before);
        }
    }

    @Test
    void what_a_server_without_it_puts_is_never_left_out() throws Exception {
        vectorsOnly();
        execute("CREATE EXTENSION vector");
        Embedding query = vector();
        try (Cairn knowing = open("auto");
                Cairn other = open("off")) {
            put(knowing, 0, 600);
            memories(other).put(NewMemory.of("n", "k599", "2").withEmbedding(query));
            memories(other).put(NewMemory.of("n", "z", "2").withEmbedding(query));
            assertThat(count("unit_version IS DISTINCT FROM version")).isEqualTo(2);
            List<ScoredMemory> found = nearest(knowing, query);
            assertThat(found).isEqualTo(nearest(other, query));
            assertThat(found).extracting(scored -> scored.memory().id().key()).startsWith("k599", "z");
            memories(knowing).put(NewMemory.of("n", "z", "3").withEmbedding(vector()));
            assertThat(nearest(knowing, query)).isEqualTo(nearest(other, query));
        }
    }
}
