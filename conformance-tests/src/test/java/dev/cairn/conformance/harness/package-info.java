/** Tests of the harness: what it lets pass, what it fails, what it says. */
@NullMarked
package dev.cairn.conformance.harness;

import org.jspecify.annotations.NullMarked;
