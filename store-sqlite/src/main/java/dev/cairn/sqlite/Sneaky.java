package dev.cairn.sqlite;

/** Throws what a closure threw, on the caller's thread, whatever its type: the caller's signature declares it. */
final class Sneaky {
    private Sneaky() {}

    static RuntimeException rethrow(Throwable failure) {
        throw Sneaky.<RuntimeException>unchecked(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X unchecked(Throwable failure) throws X {
        throw (X) failure;
    }
}
