/** What client commands share: calls of a server, options, tables, following. The commands stand in a room per domain below. */
@NullMarked
package dev.cairn.server.cli;

import org.jspecify.annotations.NullMarked;
