package badezimmer.gateway.command;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import badezimmer.gateway.text.Text;
import badezimmer.proto.ErrorDetails;

/**
 * A command that was not carried out, as far as is known; every face shows its details to the caller. They go into headers,
 * and name what callers and devices wrote: so they are cut to what any client takes.
 */
public final class DeviceException extends RuntimeException {

    /** In UTF-8; clients take 8 KiB of headers, where all of it stands as base64 beside the message. */
    private static final int METADATA_BYTES = 1_024;

    private final transient ErrorDetails details;
    private final boolean deviceFailed;

    private DeviceException(ErrorDetails details, boolean deviceFailed) {
        // No stack trace: what went wrong lies outside of this process.
        super(Text.cut(details.getMessage()), null, false, false);
        this.details = cut(details);
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

    /** Metadata for which there is no room is left out. */
    private static ErrorDetails cut(ErrorDetails details) {
        ErrorDetails.Builder cut =
                details.toBuilder().setMessage(Text.cut(details.getMessage())).clearMetadata();
        int room = METADATA_BYTES;
        for (Map.Entry<String, String> entry : new TreeMap<>(details.getMetadataMap()).entrySet()) {
            String key = Text.cut(entry.getKey());
            String value = Text.cut(entry.getValue());
            int size = (key + value).getBytes(StandardCharsets.UTF_8).length;
            if (size <= room) {
                room -= size;
                cut.putMetadata(key, value);
            }
        }
        return cut.build();
    }
}
