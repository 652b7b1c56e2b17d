/** {@code cairn audit}. */
@NullMarked
package dev.cairn.server.cli.audit;

import org.jspecify.annotations.NullMarked;
