/** A load generator for HTTP/1.1 and followers of events, each on one thread over a selector, so that little of the machine goes to them. */
@NullMarked
package dev.cairn.bench.http.client;

import org.jspecify.annotations.NullMarked;
