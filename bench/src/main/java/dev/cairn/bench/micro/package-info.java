/** Mapping and serialization of single values: time and bytes allocated, measured by JMH. */
@NullMarked
package dev.cairn.bench.micro;

import org.jspecify.annotations.NullMarked;
