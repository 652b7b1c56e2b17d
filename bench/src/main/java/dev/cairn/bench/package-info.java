/** The command {@code bench}: which suites on which backends, and where the figures go. */
@NullMarked
package dev.cairn.bench;

import org.jspecify.annotations.NullMarked;
