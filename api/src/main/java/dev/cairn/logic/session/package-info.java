/**
 * The rules of agent sessions: their life, the events appended to them, and the state in its scopes.
 */
@NullMarked
package dev.cairn.logic.session;

import org.jspecify.annotations.NullMarked;
