package dev.cairn.error;

/** The named entity does not exist in this workspace. */
public final class NotFound extends StoreException {
    private final String kind;
    private final String id;

    public NotFound(String kind, String id) {
        super(kind + " \"" + id + "\" does not exist", Retry.NEVER);
        this.kind = kind;
        this.id = id;
    }

    public String kind() {
        return kind;
    }

    public String id() {
        return id;
    }
}
