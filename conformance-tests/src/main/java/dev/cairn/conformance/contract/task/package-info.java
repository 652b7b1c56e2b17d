/** Tasks. */
@NullMarked
package dev.cairn.conformance.contract.task;

import org.jspecify.annotations.NullMarked;
