package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.error.InvalidArgument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUrlTest {
    @Test
    void aPostgresUrlGivesUserAndPasswordDecoded() {
        PGSimpleDataSource source =
                PostgresUrl.parse("postgres://ann%40home:p%3Aw+d%2F@db.example:6432/runs?sslmode=require");
        assertThat(source.getUser()).isEqualTo("ann@home");
        assertThat(source.getPassword()).isEqualTo("p:w+d/");
        assertThat(source.getSslMode()).isEqualTo("require");
        assertThat(PostgresUrl.target(source)).isEqualTo("db.example:6432/runs");
    }

    @Test
    void aJdbcUrlIsTakenAsItIs() {
        PGSimpleDataSource source =
                PostgresUrl.parse("jdbc:postgresql://a,b:5433/runs?user=u&password=p&targetServerType=primary");
        assertThat(source.getUser()).isEqualTo("u");
        assertThat(source.getPassword()).isEqualTo("p");
        assertThat(PostgresUrl.target(source)).isEqualTo("a:5432,b:5433/runs");
    }

    @Test
    void thePortMayBeLeftOut() {
        assertThat(PostgresUrl.target(PostgresUrl.parse("postgresql://localhost/runs")))
                .isEqualTo("localhost:5432/runs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://u:hunter2@h/db",
                "postgres://u:hunter2@h:notaport/db",
                "postgres://u:hunter2%zz@h/db",
                "jdbc:postgresql://h:99999/db?password=hunter2",
                "jdbc:postgresql://h/db?password=hunter2&nonsense=1"
            })
    void anythingElseIsRefusedWithoutBeingShown(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url))
                .isInstanceOf(InvalidArgument.class)
                .hasMessageStartingWith("url: ")
                .hasMessageNotContaining("hunter2");
    }
}
