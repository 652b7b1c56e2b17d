/** Tests of the recorder, alone and as a process of its own. */
@NullMarked
package dev.cairn.server.run;

import org.jspecify.annotations.NullMarked;
