/** Tests of the kit itself: that it leaves no clause out, and that it can fail. */
@NullMarked
package dev.cairn.conformance;

import org.jspecify.annotations.NullMarked;
