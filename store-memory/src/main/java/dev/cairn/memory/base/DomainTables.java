package dev.cairn.memory.base;

/** The persistent maps of one domain. */
public abstract class DomainTables<T extends DomainTables<T>> implements Cloneable {
    /** The same content, to be changed without this being changed: the maps themselves never change. */
    @SuppressWarnings("unchecked") // T is the class itself
    public final T copy() {
        try {
            return (T) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** What all of this takes, about. */
    public abstract long bytes();
}
