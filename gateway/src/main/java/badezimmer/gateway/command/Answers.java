package badezimmer.gateway.command;

import io.quarkus.logging.Log;

import badezimmer.gateway.link.LinkException;
import badezimmer.gateway.text.Text;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.SendActuatorCommandResponse;

/** What a device's answer, or its silence, means to the caller. */
final class Answers {

    private Answers() {}

    /** Throws {@link DeviceException} if the device refused. */
    static SendActuatorCommandResponse read(BadezimmerResponse response) {
        return switch (response.getResponseCase()) {
            case SEND_ACTUATOR_COMMAND_RESPONSE -> cut(response.getSendActuatorCommandResponse());
            case ERROR -> throw DeviceException.ofDevice(known(response.getError()));
            // So answer sensors, and whatever takes no commands (WIRE).
            case EMPTY, RESPONSE_NOT_SET, LIST_DEVICES_RESPONSE ->
                throw DeviceException.ofDevice(
                        Errors.of(ErrorCode.INVALID_COMMAND, "the device takes no such command", "field", "action"));
        };
    }

    /** A link's failure in the words of the faces. */
    static DeviceException explain(String id, Throwable cause) {
        if (cause instanceof DeviceException known) {
            return known;
        }
        if (!(cause instanceof LinkException link)) {
            Log.errorf(cause, "A command to a device failed in the gateway");
            return Errors.ours(id);
        }
        return switch (link.why()) {
            case UNREACHABLE -> Errors.offline(id, link.getMessage());
            case BUSY, EXPIRED ->
                DeviceException.ofDevice(
                        details(ErrorCode.DEVICE_OFFLINE, "the device is busy: " + link.getMessage(), id, link));
            case LOST, SILENT ->
                DeviceException.ofDevice(
                        details(ErrorCode.DEVICE_OFFLINE, "the device did not answer: " + link.getMessage(), id, link));
            case STRANGER ->
                DeviceException.ofDevice(details(
                        ErrorCode.DEVICE_OFFLINE, "the device is not where it was: " + link.getMessage(), id, link));
            case GARBAGE ->
                DeviceException.ofDevice(details(
                        ErrorCode.UNKNOWN_ERROR,
                        "the device does not speak the protocol: " + link.getMessage(),
                        id,
                        link));
        };
    }

    private static ErrorDetails details(ErrorCode code, String message, String id, LinkException link) {
        return Errors.of(code, message, "device_id", id).toBuilder()
                // The caller has to know whether trying again may do it twice.
                .putMetadata("sent", Boolean.toString(link.wasSent()))
                .build();
    }

    private static SendActuatorCommandResponse cut(SendActuatorCommandResponse done) {
        return done.hasMessage()
                ? done.toBuilder().setMessage(Text.cut(done.getMessage())).build()
                : done;
    }

    /** An error code from a newer device is unknown here, not invalid. */
    private static ErrorDetails known(ErrorDetails details) {
        return details.getCode() == ErrorCode.UNRECOGNIZED
                ? details.toBuilder().setCode(ErrorCode.UNKNOWN_ERROR).build()
                : details;
    }
}
