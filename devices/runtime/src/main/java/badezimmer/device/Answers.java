package badezimmer.device;

import java.util.Locale;

import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.logging.Log;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerRequest.RequestCase;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

/** What the device answers to a request (WIRE, "Device link"). Not thread-safe: one request at a time. */
class Answers {

    private static final BadezimmerResponse EMPTY =
            BadezimmerResponse.newBuilder().setEmpty(Empty.getDefaultInstance()).build();

    private final Device device;
    private final LinkMetrics metrics;

    Answers(Device device, LinkMetrics metrics) {
        this.device = device;
        this.metrics = metrics;
    }

    /**
     * The answer to one frame, whatever it holds.
     *
     * @param from who sent it, for the log
     */
    BadezimmerResponse to(byte[] frame, String from) {
        BadezimmerRequest request;
        try {
            request = BadezimmerRequest.parseFrom(frame);
        } catch (InvalidProtocolBufferException e) {
            metrics.dropped(LinkMetrics.Dropped.MALFORMED);
            Log.debugf("Malformed request from %s: %s", from, e.getMessage());
            return invalid("malformed", "this is no BadezimmerRequest: " + e.getMessage());
        }
        return switch (device) {
            case Sensor _ -> EMPTY;
            case Actuator actuator
            when request.hasSendActuatorCommand() -> execute(actuator, request.getSendActuatorCommand(), from);
            case Actuator _ -> unsupported(request.getRequestCase());
        };
    }

    /** The answer to bytes that can be no request. */
    static BadezimmerResponse invalid(String field, String message) {
        return error(ErrorDetails.newBuilder()
                .setCode(ErrorCode.INVALID_COMMAND)
                .setMessage(message)
                .putMetadata("field", field)
                .build());
    }

    private BadezimmerResponse execute(Actuator actuator, SendActuatorCommandRequest command, String from) {
        Outcome outcome;
        try {
            outcome = actuator.execute(command);
        } catch (RuntimeException e) {
            Log.errorf("The driver failed on a command from %s: %s", from, e);
            Log.debug("The driver failed", e);
            outcome = new Outcome.Refused(ErrorDetails.newBuilder()
                    .setCode(ErrorCode.UNKNOWN_ERROR)
                    .setMessage("the device failed: " + e.getMessage())
                    .build());
        }
        return switch (outcome) {
            case Outcome.Done(String message) -> {
                metrics.commandDone();
                yield BadezimmerResponse.newBuilder()
                        .setSendActuatorCommandResponse(
                                SendActuatorCommandResponse.newBuilder().setMessage(message))
                        .build();
            }
            case Outcome.Refused(ErrorDetails error) -> {
                metrics.commandRefused(error.getCode());
                Log.infof("Command from %s refused, %s: %s", from, error.getCode(), error.getMessage());
                yield error(error);
            }
        };
    }

    private static BadezimmerResponse unsupported(RequestCase got) {
        String field = got == RequestCase.REQUEST_NOT_SET ? "none" : got.name().toLowerCase(Locale.ROOT);
        return invalid(field, "this device takes send_actuator_command, not " + field);
    }

    private static BadezimmerResponse error(ErrorDetails details) {
        return BadezimmerResponse.newBuilder().setError(details).build();
    }
}
