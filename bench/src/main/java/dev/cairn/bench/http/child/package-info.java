/** Servers in processes of their own, as users run them. */
@NullMarked
package dev.cairn.bench.http.child;

import org.jspecify.annotations.NullMarked;
