/** {@code cairn run} and {@code cairn spool}: recording on this machine. */
@NullMarked
package dev.cairn.server.cli.run;

import org.jspecify.annotations.NullMarked;
