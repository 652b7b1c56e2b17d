/** What calls cost: plans over large tables, and numbers of statements. */
@NullMarked
package dev.cairn.conformance.cost;

import org.jspecify.annotations.NullMarked;
