/** The PostgreSQL backend: several servers may share one database. */
@NullMarked
package dev.cairn.postgres;

import org.jspecify.annotations.NullMarked;
