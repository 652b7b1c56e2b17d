/** {@code cairn executions} and {@code cairn artifacts}. */
@NullMarked
package dev.cairn.server.cli.execution;

import org.jspecify.annotations.NullMarked;
