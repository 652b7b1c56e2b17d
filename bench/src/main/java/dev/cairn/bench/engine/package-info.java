/** The shipped backends as things to measure, and their floors. */
@NullMarked
package dev.cairn.bench.engine;

import org.jspecify.annotations.NullMarked;
