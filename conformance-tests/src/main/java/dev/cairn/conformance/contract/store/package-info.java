/** What every store keeps, whatever it holds: transactions, life, durability, text, time, pages, isolation. */
@NullMarked
package dev.cairn.conformance.contract.store;

import org.jspecify.annotations.NullMarked;
