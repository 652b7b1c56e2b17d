package dev.cairn.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * {@code lang="rows"}: a statement with one {@code foreach} and nothing else that could change it. Its text depends on the
 * number of rows alone, so that it need not be put together anew at each call.
 */
public final class RowsLanguage extends XMLLanguageDriver {
    static final String NAME = "rows";

    /** @param collection the name of the argument that holds the rows */
    record Rows(SqlSource source, String collection) implements SqlSource {
        @Override
        public BoundSql getBoundSql(Object arguments) {
            return source.getBoundSql(arguments);
        }

        List<?> of(@Nullable Object arguments) {
            return arguments instanceof Map<?, ?> named && named.get(collection) instanceof List<?> rows
                    ? rows
                    : List.of();
        }
    }

    @Override
    public SqlSource createSqlSource(Configuration configuration, XNode script, Class<?> parameterType) {
        List<XNode> inside = new ArrayList<>();
        elements(script, inside);
        if (inside.size() != 1 || !inside.getFirst().getName().equals("foreach")) {
            throw new BuilderException("lang=\"rows\" is for one foreach alone: " + script);
        }
        return new Rows(
                super.createSqlSource(configuration, script, parameterType),
                inside.getFirst().getStringAttribute("collection"));
    }

    private static void elements(XNode node, List<XNode> into) {
        for (XNode child : node.getChildren()) {
            into.add(child);
            elements(child, into);
        }
    }
}
