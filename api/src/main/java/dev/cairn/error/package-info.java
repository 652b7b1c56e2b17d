/**
 * Every way a store, a rule or a request can fail: one sealed tree, {@link dev.cairn.error.StoreException}. Each type
 * carries its evidence and answers two questions: was the write applied, and may the caller try again?
 */
@NullMarked
package dev.cairn.error;

import org.jspecify.annotations.NullMarked;
