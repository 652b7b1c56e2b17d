package dev.cairn.model;

import dev.cairn.error.InvalidArgument;

/**
 * Where an entry stands among all of its workspace: in the order of revisions, and within one transaction in the order in
 * which its entities were last touched.
 *
 * @param revision of the transaction
 * @param ordinal 0, 1, 2 ... within it
 */
public record AuditPlace(long revision, int ordinal) implements Comparable<AuditPlace> {
    /** Before the first entry. */
    public static final AuditPlace START = new AuditPlace(0, -1);

    @Override
    public int compareTo(AuditPlace that) {
        int order = Long.compare(revision, that.revision);
        return order == 0 ? Integer.compare(ordinal, that.ordinal) : order;
    }

    /** The form in which an entry is named: {@code revision-ordinal}. */
    public String id() {
        return revision + "-" + ordinal;
    }

    /** @throws InvalidArgument naming {@code field} when no entry can have this id */
    public static AuditPlace parse(String field, String id) {
        int dash = id.indexOf('-');
        try {
            AuditPlace place = new AuditPlace(
                    Long.parseLong(id, 0, Math.max(0, dash), 10), Integer.parseInt(id.substring(dash + 1)));
            if (place.revision > 0 && place.ordinal >= 0 && place.id().equals(id)) {
                return place;
            }
        } catch (NumberFormatException e) {
            // the same answer as for numbers out of range
        }
        throw new InvalidArgument(field, "is not the id of an entry, which is REVISION-ORDINAL");
    }
}
