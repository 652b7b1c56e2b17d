package dev.cairn.sql;

/** Is told of each query of one lane, on the thread that runs it. Statements that change rows are not told. */
public interface QueryWatch {
    /** @param sql about to be sent; what this throws leaves the closure instead */
    void before(String sql);

    void after(int rows);
}
