/** Work that no request asks for: lost recorders, retention, collection, unfinished deletions. */
@NullMarked
package dev.cairn.server.background;

import org.jspecify.annotations.NullMarked;
