package dev.cairn.store;

import java.time.Duration;

/**
 * The answer to "can you serve now".
 *
 * @param detail one line for an operator, without secrets
 */
public record Health(boolean ready, String detail, Duration took) {}
