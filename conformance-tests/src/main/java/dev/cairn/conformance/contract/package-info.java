/** The clauses of docs/contract.md as tests, one group per file. */
@NullMarked
package dev.cairn.conformance.contract;

import org.jspecify.annotations.NullMarked;
