/** openapi.yaml, read at start: paths, operations, parameters and media types. */
@NullMarked
package dev.cairn.server.openapi;

import org.jspecify.annotations.NullMarked;
