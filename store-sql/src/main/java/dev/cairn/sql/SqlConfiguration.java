package dev.cairn.sql;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.RowMapper;
import dev.cairn.sql.memory.MemoryVersions;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.type.JdbcType;

/**
 * All statements of one engine, parsed and checked once; safe for use by many threads. {@link #open} binds them to a
 * connection.
 */
public final class SqlConfiguration {
    /** An engine's statement with this {@code databaseId} stands in for the shared one of the same name. */
    private static final String ENGINE = "engine";

    private final MyBatis configuration;
    private final Function<SqlSession, MemoryVersions> versions;

    private SqlConfiguration(MyBatis configuration, Function<SqlSession, MemoryVersions> versions) {
        this.configuration = configuration;
        this.versions = versions;
    }

    /**
     * @param engineResources the engine's own XML files, as class path resources; they may share the namespaces of this
     *     module's
     * @param versions how the engine keeps versions of memories
     * @param engineRows how rows of the engine's own mappers are read
     */
    public static SqlConfiguration of(
            List<String> engineResources, Function<SqlSession, MemoryVersions> versions, RowMapper<?>... engineRows) {
        List<RowMapper<?>> rows = new ArrayList<>(List.of(engineRows));
        Mappers.PARTS.forEach(part -> rows.addAll(part.rows()));
        MyBatis configuration = new MyBatis(new PositionalResults(rows));
        configuration.setCacheEnabled(false);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setUseGeneratedKeys(false);
        configuration.setJdbcTypeForNull(JdbcType.NULL);
        configuration.setDatabaseId(ENGINE);
        configuration.getTypeAliasRegistry().registerAlias(RowsLanguage.NAME, RowsLanguage.class);
        engineResources.forEach(resource -> parse(configuration, resource));
        for (Part part : Mappers.PARTS) {
            part.statements().forEach(resource -> parse(configuration, resource));
        }
        for (Part part : Mappers.PARTS) {
            for (Class<?> mapper : part.mappers()) {
                if (!configuration.hasMapper(mapper)) {
                    configuration.addMapper(mapper);
                }
            }
        }
        // resolves includes and fails here, not at first use
        configuration.getMappedStatementNames();
        return new SqlConfiguration(configuration, versions);
    }

    private static void parse(Configuration configuration, String resource) {
        try (InputStream xml = Resources.getResourceAsStream(SqlConfiguration.class.getClassLoader(), resource)) {
            new XMLMapperBuilder(xml, configuration, resource, configuration.getSqlFragments()).parse();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }

    /**
     * Binds the statements to a connection that the caller owns, transactions and all: nothing here commits or rolls
     * back. A statement is prepared when first used and stays so until {@link SqlLane#close}.
     */
    public SqlLane open(Connection connection, SqlErrors errors) {
        return open(connection, errors, SqlQueries.PLAIN);
    }

    /** The same, with queries run in the engine's own way. */
    public SqlLane open(Connection connection, SqlErrors errors, SqlQueries queries) {
        LaneSession session = new LaneSession(configuration, connection, errors, queries);
        return new SqlLane(session, versions.apply(session));
    }

    /** Tells {@code listener} the text of each statement before it runs, on the thread that runs it: for plans and counts. */
    public void listen(Consumer<String> listener) {
        configuration.listener = listener;
    }

    /** MyBatis with results by position, put in where it makes its handlers: an interceptor would cost a proxy per query. */
    static final class MyBatis extends Configuration {
        private final PositionalResults results;
        private volatile Consumer<String> listener = sql -> {};

        MyBatis(PositionalResults results) {
            this.results = results;
        }

        void running(String text) {
            listener.accept(text);
        }

        PositionalResults results() {
            return results;
        }

        @Override
        @SuppressWarnings("rawtypes") // the overridden method is declared so
        public ResultSetHandler newResultSetHandler(
                Executor executor,
                MappedStatement statement,
                RowBounds bounds,
                ParameterHandler parameters,
                ResultHandler handler,
                BoundSql sql) {
            return results.handler(statement);
        }
    }
}
