/** What the runs found, as the table of README.md; and the clauses of docs/contract.md that it is about. */
@NullMarked
package dev.cairn.conformance.report;

import org.jspecify.annotations.NullMarked;
