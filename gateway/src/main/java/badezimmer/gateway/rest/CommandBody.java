package badezimmer.gateway.rest;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

import badezimmer.gateway.command.DeviceException;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;

/** The JSON object of a PATCH, read strictly; null stands for absent, as clients of the first system write it. */
final class CommandBody {

    private final JsonObject fields;

    private CommandBody(JsonObject fields) {
        this.fields = fields;
    }

    /** Throws {@link DeviceException} INVALID_COMMAND unless it is an object with no other fields than these. */
    static CommandBody parse(byte[] json, Set<String> allowed) {
        JsonObject fields = object(json);
        for (String field : new TreeSet<>(fields.fieldNames())) {
            if (!allowed.contains(field)) {
                throw invalid(
                        field,
                        "the body has a field " + field + ", allowed are " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
        return new CommandBody(fields);
    }

    Optional<Boolean> flag(String field) {
        return switch (fields.getValue(field)) {
            case null -> Optional.empty();
            case Boolean value -> Optional.of(value);
            case Object other -> throw wrongType(field, other, "true or false");
        };
    }

    Optional<Integer> integer(String field) {
        return switch (fields.getValue(field)) {
            case null -> Optional.empty();
            case Integer value -> Optional.of(value);
            // Above what fits, so above what any device allows.
            case Long value -> Optional.of((int) Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case Object other -> throw wrongType(field, other, "an integer");
        };
    }

    private static JsonObject object(byte[] json) {
        try {
            if (Json.decodeValue(Buffer.buffer(json)) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            throw invalid("body", "the body is no JSON: " + firstLine(e.getMessage()));
        }
        throw invalid("body", "the body is no JSON object");
    }

    private static DeviceException wrongType(String field, Object value, String allowed) {
        return invalid(field, field + " is " + Json.encode(value) + ", allowed is " + allowed);
    }

    private static DeviceException invalid(String field, String message) {
        return DeviceException.ofGateway(ErrorDetails.newBuilder()
                .setCode(ErrorCode.INVALID_COMMAND)
                .setMessage(message)
                .putMetadata("field", field)
                .build());
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
