/** Sessions, their events and state in memory. */
@NullMarked
package dev.cairn.memory.session;

import org.jspecify.annotations.NullMarked;
