package dev.cairn.error;

/** The id is taken. Nothing was changed. */
public final class AlreadyExists extends StoreException {
    private final String kind;
    private final String id;

    public AlreadyExists(String kind, String id) {
        super(kind + " \"" + id + "\" already exists", Retry.NEVER);
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
