/**
 * The change log behind the feed: its lines, and how a transaction writes them.
 */
@NullMarked
package dev.cairn.sql.feed;

import org.jspecify.annotations.NullMarked;
