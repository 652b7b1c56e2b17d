/** A bare handler over bare statements: what the server under test is compared with. */
@NullMarked
package dev.cairn.bench.http.floor;

import org.jspecify.annotations.NullMarked;
