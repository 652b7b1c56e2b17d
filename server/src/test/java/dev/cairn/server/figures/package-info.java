/** A first measuring program: a few figures of each backend beside a bare loop of the same SQL in the same run. */
@NullMarked
package dev.cairn.server.figures;

import org.jspecify.annotations.NullMarked;
