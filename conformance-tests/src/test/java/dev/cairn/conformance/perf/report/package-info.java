@NullMarked
package dev.cairn.conformance.perf.report;

import org.jspecify.annotations.NullMarked;
