package dev.cairn.server.http.route;

/** Limits that are settings of the server. */
public record ServerLimits(long maxArtifact) {}
