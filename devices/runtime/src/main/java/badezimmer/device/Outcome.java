package badezimmer.device;

import java.util.Locale;
import java.util.Map;

import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandRequest.ActionCase;

/** What became of a command. */
public sealed interface Outcome {

    /**
     * Everything in the command was done.
     *
     * @param message what was done, in sentences for people
     */
    record Done(String message) implements Outcome {}

    /** Nothing of the command was done. */
    record Refused(ErrorDetails error) implements Outcome {}

    /** Refuses a command whose action is none or for another kind of device. */
    static Outcome unsupported(SendActuatorCommandRequest command) {
        boolean none = command.getActionCase() == ActionCase.ACTION_NOT_SET;
        String field = none ? "none" : command.getActionCase().name().toLowerCase(Locale.ROOT);
        return new Refused(ErrorDetails.newBuilder()
                .setCode(ErrorCode.INVALID_COMMAND)
                .setMessage(none ? "the command holds no action" : "this device does not take " + field)
                .putMetadata("field", field)
                .build());
    }

    /**
     * Refuses a value.
     *
     * @param field its name in the schema
     * @param allowed what it may be, e.g. {@code 0 to 100}
     */
    static Outcome invalid(String field, Object value, String allowed) {
        return new Refused(ErrorDetails.newBuilder()
                .setCode(ErrorCode.VALIDATION_ERROR)
                .setMessage(field + " is " + value + ", allowed is " + allowed)
                .putAllMetadata(Map.of("field", field, "value", value.toString(), "allowed", allowed))
                .build());
    }
}
