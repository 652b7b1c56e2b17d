package dev.cairn.server.run;

import dev.cairn.model.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a command tells the recorder in a line of its standard output; {@link Markers} reads them. */
sealed interface Marker {

    /**
     * {@code STEP_START:Name [key=value]...}: completes the open step and opens another.
     *
     * @param estimated from {@code duration} or {@code estimated}, in seconds; null when not given
     * @param metadata all other attributes
     */
    record StepStart(
            String name, boolean stopOnError, @Nullable Duration estimated, JsonObject metadata) implements Marker {}

    /** {@code STEP_COMPLETE:Name}: completes the open step when it has that name. */
    record StepComplete(String name) implements Marker {}

    /** {@code STEP_ERROR:text}: fails the open step. */
    record StepError(String text) implements Marker {}

    /** {@code ARTIFACT:path[:description]}: keeps a file. */
    record Artifact(String path, String description) implements Marker {}

    /**
     * {@code META:key:value}: adds to the metadata of the open step, else of the execution.
     *
     * @param value Boolean, Long, BigDecimal or String
     */
    record Meta(String key, Object value) implements Marker {}
}
