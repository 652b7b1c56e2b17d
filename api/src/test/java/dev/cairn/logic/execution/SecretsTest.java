package dev.cairn.logic.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD",
                "DB_PASSWORD",
                "db.passwd",
                "MYSQL_PWD",
                "API_KEY",
                "apikey",
                "AWS_SECRET_ACCESS_KEY",
                "GITHUB_TOKEN",
                "npm_config__authToken",
                "SSH_PRIVATE_KEY",
                "SESSION_COOKIE",
                "BASIC_AUTH",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "SENTRY_DSN",
                "gpg-passphrase"
            })
    void valuesUnderSecretNamesAreMasked(String name) {
        assertThat(Secrets.masked(name, "hunter2")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PATH", "HOME", "PWD", "OLDPWD", "AUTHOR", "GIT_AUTHOR_NAME", "KEYBOARD", "COMPASS", "CI", "LANG"
            })
    void otherValuesStay(String name) {
        assertThat(Secrets.masked(name, "hunter2")).isEqualTo("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://bob:s3cret@db/x, postgres://bob:***@db/x",
        "https://bob:p@ss@host/, https://bob:***@host/",
        "https://bob@host/, https://bob@host/",
        "https://host/a:b@c, https://host/a:b@c",
        "redis://:pw@h:6379, redis://:***@h:6379",
        "ghp_abcdefghijklmnopqrstuvwx, ***",
        "eyJhbGciOi.eyJzdWIi.sig, ***"
    })
    void secretsInsideValuesAreMasked(String value, String kept) {
        assertThat(Secrets.masked("SOME_URL", value)).isEqualTo(kept);
    }

    @Test
    void anEmptySecretShowsThatItIsEmpty() {
        assertThat(Secrets.masked("PASSWORD", "")).isEmpty();
    }
}
