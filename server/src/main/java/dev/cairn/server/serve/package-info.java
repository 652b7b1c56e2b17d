/** The commands {@code serve} and {@code config}, and the life of a running server. */
@NullMarked
package dev.cairn.server.serve;

import org.jspecify.annotations.NullMarked;
