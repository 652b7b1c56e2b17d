/** What a database costs as it grows, and what is stored for an execution and for a byte of log. */
@NullMarked
package dev.cairn.conformance.perf.growth;

import org.jspecify.annotations.NullMarked;
