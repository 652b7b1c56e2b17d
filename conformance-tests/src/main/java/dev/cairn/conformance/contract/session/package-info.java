/** Sessions, their events and state. */
@NullMarked
package dev.cairn.conformance.contract.session;

import org.jspecify.annotations.NullMarked;
