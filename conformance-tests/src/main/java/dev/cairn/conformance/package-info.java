/** The conformance suite: what every backend must prove. */
@NullMarked
package dev.cairn.conformance;

import org.jspecify.annotations.NullMarked;
