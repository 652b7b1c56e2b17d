/** The client commands: {@code run}, {@code spool}, {@code executions}, {@code artifacts}, {@code workspaces}. */
@NullMarked
package dev.cairn.server.cli;

import org.jspecify.annotations.NullMarked;
