/** Tests of the PostgreSQL backend, and the server they run on, which other modules' tests use too. */
@NullMarked
package dev.cairn.postgres;

import org.jspecify.annotations.NullMarked;
