/** Figures as JSON, as one page of HTML, beside those of an earlier run, and as the table of the README. */
@NullMarked
package dev.cairn.conformance.perf.report;

import org.jspecify.annotations.NullMarked;
