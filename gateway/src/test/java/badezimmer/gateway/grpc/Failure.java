package badezimmer.gateway.grpc;

import java.util.Optional;
import java.util.function.Function;

import io.grpc.Status;

import badezimmer.gateway.foreign.ForeignDevice;
import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.Color;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

/** Every way in which a command may fail: what is commanded, what the device does, and what the caller is told. */
enum Failure {
    UNKNOWN_DEVICE(Status.Code.NOT_FOUND, ErrorCode.DEVICE_NOT_FOUND),
    SENSOR_COMMANDED(Status.Code.INVALID_ARGUMENT, ErrorCode.INVALID_COMMAND),
    WRONG_ACTION(Status.Code.INVALID_ARGUMENT, ErrorCode.INVALID_COMMAND),
    NO_ACTION(Status.Code.INVALID_ARGUMENT, ErrorCode.INVALID_COMMAND),
    EMPTY_ACTION(Status.Code.INVALID_ARGUMENT, ErrorCode.VALIDATION_ERROR),
    BRIGHTNESS_BELOW_0(Status.Code.INVALID_ARGUMENT, ErrorCode.VALIDATION_ERROR),
    BRIGHTNESS_ABOVE_100(Status.Code.INVALID_ARGUMENT, ErrorCode.VALIDATION_ERROR),
    COLOR_ABOVE_FFFFFF(Status.Code.INVALID_ARGUMENT, ErrorCode.VALIDATION_ERROR),
    DEVICE_OFFLINE(Status.Code.UNAVAILABLE, ErrorCode.DEVICE_OFFLINE),
    DEVICE_NEVER_ANSWERS(Status.Code.UNAVAILABLE, ErrorCode.DEVICE_OFFLINE),
    DEVICE_ANSWERS_GARBAGE(Status.Code.INTERNAL, ErrorCode.UNKNOWN_ERROR),
    DEVICE_REFUSES(Status.Code.INTERNAL, ErrorCode.UNKNOWN_ERROR),
    UNKNOWN_DEVICE_OF_6000_CHARACTERS(Status.Code.NOT_FOUND, ErrorCode.DEVICE_NOT_FOUND),
    DEVICE_REFUSES_AT_LENGTH(Status.Code.INVALID_ARGUMENT, ErrorCode.VALIDATION_ERROR);

    final Status.Code status;
    final ErrorCode code;

    Failure(Status.Code status, ErrorCode code) {
        this.status = status;
        this.code = code;
    }

    /** The device that is commanded; not announced yet. */
    ForeignDevice device(String name) {
        return this == SENSOR_COMMANDED ? ForeignDevice.leakSensor(name) : ForeignDevice.lamp(name);
    }

    /** How the device answers a command, if it comes so far. */
    Function<SendActuatorCommandRequest, Optional<byte[]>> behaviour() {
        return switch (this) {
            case DEVICE_NEVER_ANSWERS -> command -> Optional.empty();
            case DEVICE_ANSWERS_GARBAGE -> command -> Optional.of(ForeignLink.frame(new byte[] {-1, -1, 7}));
            case DEVICE_REFUSES -> command -> ForeignLink.say(ForeignLink.error(ErrorCode.UNKNOWN_ERROR, "no, Küche"));
            case DEVICE_REFUSES_AT_LENGTH -> command -> ForeignLink.say(atLength());
            default ->
                command -> {
                    throw new AssertionError("a command that should not have been sent: " + command);
                };
        };
    }

    SendActuatorCommandRequest command(String id) {
        SendActuatorCommandRequest.Builder command =
                SendActuatorCommandRequest.newBuilder().setDeviceId(id);
        LightLampActionRequest.Builder light = LightLampActionRequest.newBuilder();
        SendActuatorCommandRequest.Builder filled = switch (this) {
            case UNKNOWN_DEVICE -> command.setDeviceId("nobody@" + id).setLightAction(light.setTurnOn(true));
            case UNKNOWN_DEVICE_OF_6000_CHARACTERS ->
                command.setDeviceId("ü".repeat(6_000)).setLightAction(light.setTurnOn(true));
            case WRONG_ACTION ->
                command.setSinkAction(SinkActionRequest.newBuilder().setTurnOn(true));
            case NO_ACTION -> command;
            case EMPTY_ACTION -> command.setLightAction(light);
            case BRIGHTNESS_BELOW_0 -> command.setLightAction(light.setBrightness(-1));
            case BRIGHTNESS_ABOVE_100 -> command.setLightAction(light.setBrightness(101));
            case COLOR_ABOVE_FFFFFF ->
                command.setLightAction(light.setColor(Color.newBuilder().setValue(0x1000000)));
            default -> command.setLightAction(light.setTurnOn(true));
        };
        return filled.build();
    }

    private static BadezimmerResponse atLength() {
        ErrorDetails.Builder error =
                ErrorDetails.newBuilder().setCode(ErrorCode.VALIDATION_ERROR).setMessage("no, Küche ".repeat(300));
        for (int i = 0; i < 20; i++) {
            error.putMetadata("key" + i + "x".repeat(300), "ü".repeat(1_000));
        }
        return BadezimmerResponse.newBuilder().setError(error).build();
    }
}
