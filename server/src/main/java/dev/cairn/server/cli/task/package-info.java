/** {@code cairn tasks}. */
@NullMarked
package dev.cairn.server.cli.task;

import org.jspecify.annotations.NullMarked;
