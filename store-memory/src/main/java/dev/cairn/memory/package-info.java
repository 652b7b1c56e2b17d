/**
 * The in-memory backend: keeps every clause of the contract and forgets at exit. Here stand the store, its workspaces, the
 * feed and what puts the rooms together; the tables and roles of each domain have a room of their own below.
 */
@NullMarked
package dev.cairn.memory;

import org.jspecify.annotations.NullMarked;
