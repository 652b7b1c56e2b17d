/** The embedded entry: {@link dev.cairn.Cairn} binds the rules of {@code dev.cairn.logic} to a store. */
@NullMarked
package dev.cairn;

import org.jspecify.annotations.NullMarked;
