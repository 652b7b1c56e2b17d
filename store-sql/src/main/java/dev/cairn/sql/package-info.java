/**
 * What the SQL backends share: MyBatis set-up with statements that stay prepared, results filled by position, and the views
 * and transactions above the rooms. Statements, rows and roles of each domain stand in a room of its own below. An engine
 * module adds connections, transactions, the schema, error codes, and the few statements that differ.
 */
@NullMarked
package dev.cairn.sql;

import org.jspecify.annotations.NullMarked;
