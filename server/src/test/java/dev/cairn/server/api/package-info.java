/** The HTTP API, read as a specification. */
@NullMarked
package dev.cairn.server.api;

import org.jspecify.annotations.NullMarked;
