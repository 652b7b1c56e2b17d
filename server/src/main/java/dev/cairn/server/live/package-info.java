/** Followers of the change feed over server-sent events and WebSocket. */
@NullMarked
package dev.cairn.server.live;

import org.jspecify.annotations.NullMarked;
