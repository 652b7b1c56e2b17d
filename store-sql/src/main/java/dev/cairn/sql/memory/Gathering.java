package dev.cairn.sql.memory;

/**
 * How many memories wait for their terms to go into the text index, on an engine where many together cost less than each
 * alone. It need not be exact: what waits is found as well.
 */
final class Gathering {
    private final int enough;
    private int waiting;

    /** @param enough 0 where none wait */
    Gathering(int enough) {
        this.enough = enough;
    }

    /** Whether those that wait are now enough, with so many more; they then wait no longer. */
    boolean enough(int more) {
        waiting += more;
        if (enough == 0 || waiting < enough) {
            return false;
        }
        waiting = 0;
        return true;
    }
}
