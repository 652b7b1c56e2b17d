/**
 * The statements of workspaces.
 */
@NullMarked
package dev.cairn.sql.workspace;

import org.jspecify.annotations.NullMarked;
