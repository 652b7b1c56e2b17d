/** Settings: declared once, read from flags, environment, file and defaults, and refused as a whole when one is wrong. */
@NullMarked
package dev.cairn.server.config;

import org.jspecify.annotations.NullMarked;
