/** {@code cairn workspaces}. */
@NullMarked
package dev.cairn.server.cli.workspace;

import org.jspecify.annotations.NullMarked;
