package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.execution.Delivery;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A batch as clients send it. */
public record DecodeBatch(
        List<Operation> operations, @Nullable Delivery delivery) {
    private static final String CHOICES = "execution.create, execution.change, execution.heartbeat, step.create, "
            + "step.change, log.append, artifact.link";

    public static DecodeBatch of(JsonNode body, Instant now) {
        Fields in = new Fields("", body);
        String producer = in.text("producer");
        Long sequence = in.number("sequence", 1, Long.MAX_VALUE);
        List<Operation> operations =
                Decode.items("operations", in.array("operations"), (path, node) -> operation(path, node, now));
        in.end();
        return new DecodeBatch(operations, delivery(producer, sequence));
    }

    /** @throws InvalidArgument when only one of the two is there */
    public static @Nullable Delivery delivery(@Nullable String producer, @Nullable Long sequence) {
        if (producer == null && sequence == null) {
            return null;
        }
        if (producer == null || sequence == null) {
            throw new InvalidArgument(
                    producer == null ? "producer" : "sequence", "must be given together with the other");
        }
        return new Delivery(producer, sequence);
    }

    private static Operation operation(String path, JsonNode node, Instant now) {
        Fields in = new Fields(path, node);
        String op = in.required("op", in.text("op"));
        Operation operation = switch (op) {
            case "execution.create" -> new Operation.CreateExecution(Decode.newExecution(in));
            case "execution.change" -> new Operation.ChangeExecution(id(in, "id"), Decode.executionPatch(in));
            case "execution.heartbeat" -> new Operation.Heartbeat(id(in, "id"), Decode.lease(in, "leaseSeconds"));
            case "step.create" -> new Operation.CreateStep(Decode.newStep(id(in, "execution"), in));
            case "step.change" ->
                new Operation.ChangeStep(
                        id(in, "execution"),
                        Math.toIntExact(in.required("step", in.number("step", 0, Integer.MAX_VALUE))),
                        Decode.stepPatch(in));
            case "log.append" ->
                new Operation.AppendLog(
                        id(in, "execution"),
                        Decode.items(
                                in.name("lines"),
                                in.array("lines"),
                                (line, entry) -> Decode.logEntry(line, entry, now)));
            case "artifact.link" -> new Operation.LinkArtifact(Decode.newArtifact(id(in, "execution"), in));
            default -> throw new InvalidArgument(in.name("op"), "must be one of " + CHOICES);
        };
        in.end();
        return operation;
    }

    private static String id(Fields in, String member) {
        return Ids.check(in.name(member), in.required(member, in.text(member)));
    }
}
