/** The workloads for which the origin documents claim figures, as published and as they should have been. */
@NullMarked
package dev.cairn.conformance.perf.origin;

import org.jspecify.annotations.NullMarked;
