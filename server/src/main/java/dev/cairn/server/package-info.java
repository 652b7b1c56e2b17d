/** The HTTP server and the command line over any backend. */
@NullMarked
package dev.cairn.server;

import org.jspecify.annotations.NullMarked;
