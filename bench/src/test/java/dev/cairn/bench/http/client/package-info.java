/** What the clients read, however it is cut. */
@NullMarked
package dev.cairn.bench.http.client;

import org.jspecify.annotations.NullMarked;
