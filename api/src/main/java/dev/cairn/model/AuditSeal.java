package dev.cairn.model;

import dev.cairn.error.InvalidArgument;

/**
 * A link of the hash chain over the audit of one workspace (clause AUDIT-4).
 *
 * @param sequence 1, 2, 3 ... without gap
 * @param place of the entry that it seals; rises with the sequence
 * @param hash of the hash before and the entry: 64 lower-case hexadecimal digits
 */
public record AuditSeal(long sequence, AuditPlace place, String hash) {
    private static final int HASH = 64;

    /** What stands before the first link. */
    public static final AuditSeal NONE = new AuditSeal(0, AuditPlace.START, "0".repeat(HASH));

    /** The form in which a head is kept elsewhere: {@code sequence:hash}. */
    public String kept() {
        return sequence + ":" + hash;
    }

    /**
     * Reads {@link #kept}; the place is not known then.
     *
     * @throws InvalidArgument naming {@code field} for anything else
     */
    public static AuditSeal parse(String field, String kept) {
        int colon = kept.indexOf(':');
        String hash = kept.substring(colon + 1);
        try {
            long sequence = Long.parseLong(kept, 0, Math.max(0, colon), 10);
            boolean hex = hash.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
            if (sequence >= 0 && hash.length() == HASH && hex) {
                return new AuditSeal(sequence, AuditPlace.START, hash);
            }
        } catch (NumberFormatException e) {
            // the same answer as for a hash that is none
        }
        throw new InvalidArgument(field, "must be SEQUENCE:HASH, the hash as 64 lower-case hexadecimal digits");
    }
}
