/** The SQLite backend: one writer lane, many readers, one file. */
@NullMarked
package dev.cairn.sqlite;

import org.jspecify.annotations.NullMarked;
