package badezimmer.device;

import java.util.Locale;
import java.util.function.Supplier;

import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.logging.Log;

import badezimmer.discovery.Names;
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
    private final Supplier<String> id;
    private final LinkMetrics metrics;

    /** @param id the device's own, without an instance while it holds no name; any thread */
    Answers(Device device, Supplier<String> id, LinkMetrics metrics) {
        this.device = device;
        this.id = id;
        this.metrics = metrics;
    }

    /**
     * The answer to one frame, whatever it holds. Like every answer it says who gives it: where another device used to be, a
     * gateway shall notice.
     *
     * @param from who sent it, for the log
     */
    BadezimmerResponse to(byte[] frame, String from) {
        return signed(answer(frame, from));
    }

    /** The answer to bytes that can be no request; any thread. */
    BadezimmerResponse toNoRequest(String field, String message) {
        return signed(invalid(field, message));
    }

    /** Whether the command is for this device; one that names nobody is. */
    boolean isMeant(SendActuatorCommandRequest command) {
        return command.getDeviceId().isEmpty() || Names.same(command.getDeviceId(), id.get());
    }

    private BadezimmerResponse signed(BadezimmerResponse answer) {
        return answer.toBuilder().setDeviceId(id.get()).build();
    }

    private BadezimmerResponse answer(byte[] frame, String from) {
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

    private static BadezimmerResponse invalid(String field, String message) {
        return error(ErrorDetails.newBuilder()
                .setCode(ErrorCode.INVALID_COMMAND)
                .setMessage(message)
                .putMetadata("field", field)
                .build());
    }

    private BadezimmerResponse execute(Actuator actuator, SendActuatorCommandRequest command, String from) {
        Outcome outcome;
        try {
            outcome = isMeant(command) ? actuator.execute(command) : notMeant();
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

    private Outcome notMeant() {
        return new Outcome.Refused(ErrorDetails.newBuilder()
                .setCode(ErrorCode.INVALID_COMMAND)
                .setMessage("the command is for another device, this is " + id.get())
                .putMetadata("field", "device_id")
                .build());
    }

    private static BadezimmerResponse unsupported(RequestCase got) {
        String field = got == RequestCase.REQUEST_NOT_SET ? "none" : got.name().toLowerCase(Locale.ROOT);
        return invalid(field, "this device takes send_actuator_command, not " + field);
    }

    private static BadezimmerResponse error(ErrorDetails details) {
        return BadezimmerResponse.newBuilder().setError(details).build();
    }
}
