package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.sql.RowsLanguage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that is kept by its number of rows must not depend on anything else. */
class RowsLanguageTest {
    private static final String ROWS = "<foreach collection='rows' item='r' separator=','>(#{r.a})</foreach>";

    private static Configuration parsed(String body) {
        Configuration configuration = new Configuration();
        configuration.getTypeAliasRegistry().registerAlias("rows", RowsLanguage.class);
        String xml = "<!DOCTYPE mapper PUBLIC '-//mybatis.org//DTD Mapper 3.0//EN'"
                + " 'https://mybatis.org/dtd/mybatis-3-mapper.dtd'><mapper namespace='test'>"
                + "<insert id='all' lang='rows'>INSERT INTO t VALUES " + body + "</insert></mapper>";
        new XMLMapperBuilder(
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                        configuration,
                        "test",
                        configuration.getSqlFragments())
                .parse();
        return configuration;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1)",
                ROWS + ROWS,
                ROWS + "<if test='rows != null'>RETURNING a</if>",
                "<foreach collection='rows' item='r' separator=','>(<if test='r.a != null'>#{r.a}</if>)</foreach>"
            })
    void whatCouldChangeItsTextOtherwiseIsRefused(String body) {
        assertThatExceptionOfType(BuilderException.class)
                .isThrownBy(() -> parsed(body))
                .withMessageContaining("one foreach alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROWS, ROWS + " ON CONFLICT DO NOTHING"})
    void oneForeachIsTaken(String body) {
        assertThat(parsed(body).hasStatement("test.all")).isTrue();
    }
}
