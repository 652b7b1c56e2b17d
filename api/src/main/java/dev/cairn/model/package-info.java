/**
 * Values: records and enums without I/O. Instances are immutable. Times are UTC with microseconds (clause TIME-1), text
 * keeps every code point (KEY-2), collections are unmodifiable copies.
 */
@NullMarked
package dev.cairn.model;

import org.jspecify.annotations.NullMarked;
