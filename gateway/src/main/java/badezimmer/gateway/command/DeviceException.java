package badezimmer.gateway.command;

import badezimmer.proto.ErrorDetails;

/** A command that was not carried out, as far as is known; every face shows its details to the caller. */
public final class DeviceException extends RuntimeException {

    private final transient ErrorDetails details;
    private final boolean deviceFailed;

    private DeviceException(ErrorDetails details, boolean deviceFailed) {
        // No stack trace: what went wrong lies outside of this process.
        super(details.getMessage(), null, false, false);
        this.details = details;
        this.deviceFailed = deviceFailed;
    }

    /** Refused by the gateway, before anything was sent, or failed in the gateway. */
    public static DeviceException ofGateway(ErrorDetails details) {
        return new DeviceException(details, false);
    }

    /** Refused or not answered by the device. */
    public static DeviceException ofDevice(ErrorDetails details) {
        return new DeviceException(details, true);
    }

    /** Code, sentence and metadata for the caller. */
    public ErrorDetails details() {
        return details;
    }

    /** Whether the device failed, not the gateway: it tells HTTP's 502 from 500 where the code is UNKNOWN_ERROR. */
    public boolean deviceFailed() {
        return deviceFailed;
    }
}
