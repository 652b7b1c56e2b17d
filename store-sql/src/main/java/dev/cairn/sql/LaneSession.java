package dev.cairn.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.ReuseExecutor;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.scripting.defaults.RawSqlSource;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.managed.ManagedTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that lives as long as its connection. MyBatis closes prepared statements whenever a session commits or rolls
 * back, so transactions are run beside it and these two are refused. Failures come out typed.
 */
final class LaneSession extends DefaultSqlSession {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);

    private final LaneExecutor executor;
    private final SqlErrors errors;

    LaneSession(SqlConfiguration.MyBatis configuration, Connection connection, SqlErrors errors, SqlQueries queries) {
        this(configuration, new LaneExecutor(configuration, connection, queries), errors);
    }

    private LaneSession(Configuration configuration, LaneExecutor executor, SqlErrors errors) {
        super(configuration, executor, false);
        this.executor = executor;
        this.errors = errors;
    }

    /** @param watch is told of each query; null for none */
    void watch(@Nullable QueryWatch watch) {
        executor.watch = watch;
    }

    /** @param opening goes with the next statement; null for none */
    void opening(@Nullable Opening opening) {
        executor.opening = opening;
    }

    @Override
    public <M> M getMapper(Class<M> type) {
        return LaneMapper.of(type, this);
    }

    List<Object> query(MappedStatement statement, @Nullable Object arguments) {
        try {
            return executor.query(statement, arguments, RowBounds.DEFAULT, Executor.NO_RESULT_HANDLER);
        } catch (SQLException | PersistenceException e) {
            ErrorContext.instance().reset();
            throw typed(e);
        }
    }

    int update(MappedStatement statement, @Nullable Object arguments) {
        try {
            return executor.update(statement, arguments);
        } catch (SQLException | PersistenceException e) {
            ErrorContext.instance().reset();
            throw typed(e);
        }
    }

    private RuntimeException typed(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return errors.translate(sql);
            }
        }
        return (RuntimeException) failure;
    }

    @Override
    public void commit(boolean force) {
        throw new UnsupportedOperationException("the lane's owner commits");
    }

    @Override
    public void rollback(boolean force) {
        throw new UnsupportedOperationException("the lane's owner rolls back");
    }

    /**
     * Runs each query: no first-level cache that could serve a stale row, and no cost of computing its keys. What MyBatis
     * does at each call it does here only for statements put together anew for each call.
     */
    private static final class LaneExecutor extends ReuseExecutor {
        private final SqlConfiguration.MyBatis statements;
        private final Connection connection;
        private final SqlQueries queries;
        private final IdentityHashMap<MappedStatement, FixedStatement> fixed = new IdentityHashMap<>();
        /** Of those on rows, by how many; {@link dev.cairn.sql.base.Chunks} keeps these few. */
        private final IdentityHashMap<MappedStatement, Map<Integer, FixedStatement>> bySize = new IdentityHashMap<>();

        private @Nullable QueryWatch watch;
        private @Nullable Opening opening;

        LaneExecutor(SqlConfiguration.MyBatis configuration, Connection connection, SqlQueries queries) {
            super(configuration, new ManagedTransaction(connection, false));
            this.statements = configuration;
            this.connection = connection;
            this.queries = queries;
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // the overridden method is declared so
        public <E> List<E> query(
                MappedStatement statement,
                @Nullable Object parameter,
                RowBounds bounds,
                @Nullable ResultHandler handler)
                throws SQLException {
            FixedStatement known = fixed(statement, parameter);
            if (known != null) {
                asking(known.text());
                Opening first = opening;
                opening = null;
                return answered((List<E>) (first == null ? known.query(parameter) : known.query(first, parameter)));
            }
            openAlone();
            BoundSql sql = statement.getBoundSql(parameter);
            asking(sql.getSql());
            return answered(doQuery(statement, parameter, bounds, handler, sql));
        }

        private void asking(String sql) {
            QueryWatch watching = watch;
            if (watching != null) {
                watching.before(sql);
            }
            statements.running(sql);
        }

        private <E> List<E> answered(List<E> rows) {
            QueryWatch watching = watch;
            if (watching != null) {
                watching.after(rows.size());
            }
            return rows;
        }

        @Override
        public int update(MappedStatement statement, @Nullable Object parameter) throws SQLException {
            FixedStatement known = fixed(statement, parameter);
            if (known != null) {
                statements.running(known.text());
                Opening first = opening;
                opening = null;
                return first == null ? known.update(parameter) : known.update(first, parameter);
            }
            openAlone();
            statements.running(statement.getBoundSql(parameter).getSql());
            return doUpdate(statement, parameter);
        }

        private void openAlone() throws SQLException {
            Opening first = opening;
            opening = null;
            if (first != null) {
                first.alone();
            }
        }

        /** Null when the text depends on more of the parameters than their number. */
        private @Nullable FixedStatement fixed(MappedStatement statement, @Nullable Object parameter)
                throws SQLException {
            SqlSource source = statement.getSqlSource();
            if (source instanceof RowsLanguage.Rows rows) {
                return bySize(statement, rows, parameter);
            }
            FixedStatement known = fixed.get(statement);
            if (known == null && source instanceof RawSqlSource) {
                known = prepared(statement, parameter);
                fixed.put(statement, known);
            }
            return known;
        }

        private FixedStatement bySize(MappedStatement statement, RowsLanguage.Rows rows, @Nullable Object parameter)
                throws SQLException {
            Map<Integer, FixedStatement> sizes = bySize.computeIfAbsent(statement, s -> new HashMap<>());
            int size = rows.of(parameter).size();
            FixedStatement known = sizes.get(size);
            if (known == null) {
                known = prepared(statement, parameter);
                sizes.put(size, known);
            }
            return known;
        }

        private FixedStatement prepared(MappedStatement statement, @Nullable Object parameter) throws SQLException {
            return new FixedStatement(
                    statement,
                    statement.getSqlSource().getBoundSql(parameter),
                    parameter,
                    connection,
                    queries,
                    statements.results(),
                    statements.getReflectorFactory());
        }

        @Override
        public List<BatchResult> doFlushStatements(boolean isRollback) {
            fixed.values().forEach(this::closeQuietly);
            fixed.clear();
            bySize.values().forEach(sizes -> sizes.values().forEach(this::closeQuietly));
            bySize.clear();
            return super.doFlushStatements(isRollback);
        }

        private void closeQuietly(FixedStatement statement) {
            try {
                statement.close();
            } catch (SQLException e) {
                // as MyBatis treats its own: the connection is being closed or has failed
                LOG.debug("closing a statement", e);
            }
        }

        @Override
        public <E> Cursor<E> queryCursor(MappedStatement statement, Object parameter, RowBounds bounds) {
            throw new UnsupportedOperationException("cursors; page by key instead");
        }
    }
}
