/** The load generator and the suites do what they say; how fast is not asked. */
@NullMarked
package dev.cairn.bench.http;

import org.jspecify.annotations.NullMarked;
