package dev.cairn.conformance.harness;

import dev.cairn.spi.StoreSettings;
import java.net.InetSocketAddress;

/** A fixture whose stores talk to their engine over TCP. The kit puts a proxy between to cut and freeze connections. */
public interface Networked {
    /** Where the engine listens. */
    InetSocketAddress address();

    /** The same database with the same credentials, reached through another address. */
    StoreSettings through(StoreSettings settings, InetSocketAddress address);

    /** Text that stands in the engine's answer to a commit, and in no answer before it, such as {@code COMMIT}. */
    String commitReply();

    /** The secret among the settings, which must never be seen in any message (ERR-2). */
    String secret();
}
