package dev.cairn.model;

/** What an artifact is, for people who browse them. */
public enum ArtifactType {
    LOG,
    REPORT,
    DATA,
    IMAGE,
    DOCUMENT,
    ARCHIVE,
    OTHER
}
