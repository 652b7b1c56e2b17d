/** HTTP: the router that openapi.yaml defines, requests, responses and problem details. */
@NullMarked
package dev.cairn.server.http;

import org.jspecify.annotations.NullMarked;
