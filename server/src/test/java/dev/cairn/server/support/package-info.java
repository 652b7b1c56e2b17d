/** How the tests talk to a real server over real stores. */
@NullMarked
package dev.cairn.server.support;

import org.jspecify.annotations.NullMarked;
