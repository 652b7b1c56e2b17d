package dev.cairn.conformance.mutant;

import dev.cairn.store.Store;
import java.util.function.UnaryOperator;

/**
 * One defect.
 *
 * @param clause the one by which the kit must catch it
 * @param defect what is wrong, in words
 * @param plant makes a store wrong
 */
record Mutant(String name, String clause, String defect, UnaryOperator<Store> plant) {
    @Override
    public String toString() {
        return name + ": " + defect + " (" + clause + ")";
    }
}
