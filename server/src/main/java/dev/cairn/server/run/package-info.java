/**
 * The recorder behind {@code cairn run}: it starts a command on the caller's machine, passes its output on byte for byte,
 * keeps it in a local spool, and delivers the spool to a server or a store.
 */
@NullMarked
package dev.cairn.server.run;

import org.jspecify.annotations.NullMarked;
