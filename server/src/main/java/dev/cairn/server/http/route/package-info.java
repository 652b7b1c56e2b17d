/** The operations of openapi.yaml, one class per subject. */
@NullMarked
package dev.cairn.server.http.route;

import org.jspecify.annotations.NullMarked;
