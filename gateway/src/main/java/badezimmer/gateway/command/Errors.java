package badezimmer.gateway.command;

import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;

/** The errors that the gateway itself finds. */
final class Errors {

    private Errors() {}

    static DeviceException notFound(String id) {
        return DeviceException.ofGateway(of(ErrorCode.DEVICE_NOT_FOUND, "no device has the id " + id, "device_id", id));
    }

    static DeviceException offline(String id, String why) {
        return DeviceException.ofGateway(
                of(ErrorCode.DEVICE_OFFLINE, "the device is offline: " + why, "device_id", id));
    }

    static DeviceException invalid(String message, String field) {
        return DeviceException.ofGateway(of(ErrorCode.INVALID_COMMAND, message, "field", field));
    }

    static DeviceException outOfRange(String field, String value, String allowed) {
        return DeviceException.ofGateway(
                of(ErrorCode.VALIDATION_ERROR, field + " is " + value + ", allowed is " + allowed, "field", field)
                        .toBuilder()
                        .putMetadata("value", value)
                        .putMetadata("allowed", allowed)
                        .build());
    }

    static DeviceException ours(String id) {
        return DeviceException.ofGateway(
                of(ErrorCode.UNKNOWN_ERROR, "the gateway failed, its log says why", "device_id", id));
    }

    static ErrorDetails of(ErrorCode code, String message, String key, String value) {
        return ErrorDetails.newBuilder()
                .setCode(code)
                .setMessage(message)
                .putMetadata(key, value)
                .build();
    }
}
