/** What the SQL backends share: mapping, transactions, and the SQL that is the same on every engine. */
@NullMarked
package dev.cairn.sql;

import org.jspecify.annotations.NullMarked;
