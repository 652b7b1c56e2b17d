/** {@code cairn memories}. */
@NullMarked
package dev.cairn.server.cli.memory;

import org.jspecify.annotations.NullMarked;
