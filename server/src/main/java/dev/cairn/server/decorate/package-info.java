/** What stands between handlers and a backend, one concern per decorator, in the order of {@link dev.cairn.server.decorate.Stage}. */
@NullMarked
package dev.cairn.server.decorate;

import org.jspecify.annotations.NullMarked;
