package dev.cairn.error;

/** The entity may not go from its actual state {@link #from} to the requested state {@link #to}. */
public final class IllegalTransition extends StoreException {
    private final String kind;
    private final String id;
    private final String from;
    private final String to;

    public IllegalTransition(String kind, String id, String from, String to) {
        super(kind + " \"" + id + "\" cannot go from " + from + " to " + to, Retry.NEVER);
        this.kind = kind;
        this.id = id;
        this.from = from;
        this.to = to;
    }

    public String kind() {
        return kind;
    }

    public String id() {
        return id;
    }

    public String from() {
        return from;
    }

    public String to() {
        return to;
    }
}
