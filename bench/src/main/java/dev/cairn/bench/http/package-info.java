/** The suites over HTTP, and the mixed load of the embedded entry and of a server. */
@NullMarked
package dev.cairn.bench.http;

import org.jspecify.annotations.NullMarked;
