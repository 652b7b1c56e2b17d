/**
 * What the SQL backends share: MyBatis set-up with statements that stay prepared, records filled by position, the mapper
 * interfaces and the SQL that is the same on every engine, the log codec, and the role stores above them. An engine
 * module adds connections, transactions, the schema, error codes, and the few statements that differ.
 */
@NullMarked
package dev.cairn.sql;

import org.jspecify.annotations.NullMarked;
