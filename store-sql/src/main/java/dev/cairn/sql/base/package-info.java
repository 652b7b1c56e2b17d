/**
 * What every room of the SQL stores uses: the scope of a transaction, how rows and columns are read, and how values are stored.
 * It knows no other room.
 */
@NullMarked
package dev.cairn.sql.base;

import org.jspecify.annotations.NullMarked;
