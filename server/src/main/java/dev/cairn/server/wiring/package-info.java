/** Where Guice puts the server together; no other package knows of it. */
@NullMarked
package dev.cairn.server.wiring;

import org.jspecify.annotations.NullMarked;
