package dev.cairn.conformance.model;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.Conflict;
import dev.cairn.error.Corrupt;
import dev.cairn.error.DependencyCycle;
import dev.cairn.error.FeedCompacted;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.OverCapacity;
import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.error.Unsupported;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an act led to, in a form that compares. */
sealed interface Outcome {
    boolean agrees(Outcome actual);

    /** @param aborted the closure threw at its end, and that very exception came back */
    record Answered(List<@Nullable Object> answers, boolean aborted) implements Outcome {
        @Override
        public boolean agrees(Outcome actual) {
            return equals(actual);
        }

        @Override
        public String toString() {
            return Show.of(answers) + (aborted ? ", then the closure's own exception" : "");
        }
    }

    /** @param allowed evidence of the errors that are right; an actual outcome has one */
    record Refused(Set<String> allowed) implements Outcome {
        static Refused with(List<StoreException> errors) {
            return new Refused(errors.stream().map(Outcome::evidence).collect(Collectors.toCollection(TreeSet::new)));
        }

        @Override
        public boolean agrees(Outcome actual) {
            return actual instanceof Refused refused && allowed.containsAll(refused.allowed);
        }

        @Override
        public String toString() {
            return String.join(" or ", allowed);
        }
    }

    /** An error that the contract does not know. */
    record Broke(Throwable failure) implements Outcome {
        @Override
        public boolean agrees(Outcome actual) {
            return false;
        }
    }

    /** Type and evidence of an error, without its message; a step's id is not fixed by the contract. */
    private static String evidence(StoreException error) {
        return switch (error) {
            case NotFound e -> "NotFound(" + e.kind() + unlessStep(e.kind(), e.id()) + ")";
            case AlreadyExists e -> "AlreadyExists(" + e.kind() + unlessStep(e.kind(), e.id()) + ")";
            case ConditionFailed e ->
                "ConditionFailed(" + e.kind() + unlessStep(e.kind(), e.id()) + ", expected " + e.expected()
                        + ", actual " + e.actual() + ")";
            case IllegalTransition e -> "IllegalTransition(" + e.from() + " to " + e.to() + ")";
            case DependencyCycle e -> "DependencyCycle(" + e.cycle() + ")";
            case InvalidArgument e -> "InvalidArgument(" + e.field() + ")";
            case LimitExceeded e -> "LimitExceeded(" + e.what() + ")";
            case OverCapacity e -> "OverCapacity(" + e.what() + ")";
            case Unsupported e -> "Unsupported(" + e.capability() + ")";
            case SchemaMismatch e -> "SchemaMismatch(" + e.found() + ")";
            case Conflict e -> "Conflict";
            case Unavailable e -> "Unavailable";
            case OutcomeUnknown e -> "OutcomeUnknown";
            case FeedCompacted e -> "FeedCompacted";
            case Corrupt e -> "Corrupt: " + e.getMessage();
        };
    }

    private static String unlessStep(String kind, String id) {
        return kind.equals("step") ? "" : " " + id;
    }
}
