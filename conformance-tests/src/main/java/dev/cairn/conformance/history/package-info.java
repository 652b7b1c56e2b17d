/** What many threads did at once, checked against what one order of their writes could have done. */
@NullMarked
package dev.cairn.conformance.history;

import org.jspecify.annotations.NullMarked;
