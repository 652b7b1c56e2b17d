/** {@code cairn sessions}. */
@NullMarked
package dev.cairn.server.cli.session;

import org.jspecify.annotations.NullMarked;
