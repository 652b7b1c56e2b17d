package dev.cairn.sql.log;

/**
 * Some consecutive lines of one log, encoded together.
 *
 * @param levels a bit per level that occurs, see {@link LogCodes}
 * @param streams a bit per stream that occurs, see {@link LogCodes}
 * @param stepMin least step index that occurs; greater than {@code stepMax} when no line has a step
 * @param encoding how {@code payload} is encoded, see {@link LogCodec}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying the payload would cost what the codec saves
public record LogChunk(
        long firstSequence,
        long lastSequence,
        int levels,
        int streams,
        int stepMin,
        int stepMax,
        int encoding,
        byte[] payload) {}
