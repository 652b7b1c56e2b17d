package dev.cairn.error;

/** The backend does not declare the capability that the call needs (clause CAP-1). */
public final class Unsupported extends StoreException {
    private final String capability;

    public Unsupported(String capability, String reason) {
        super(capability + " is not supported: " + reason, Retry.NEVER);
        this.capability = capability;
    }

    public String capability() {
        return capability;
    }
}
