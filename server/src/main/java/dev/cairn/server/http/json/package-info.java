/** The JSON that clients read and write, field by field. */
@NullMarked
package dev.cairn.server.http.json;

import org.jspecify.annotations.NullMarked;
