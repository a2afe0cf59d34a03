package badezimmer.device.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/** What the first system's gateway and devices said to each other on a link, byte for byte, from the test's resources. */
public final class Recording {

    private final String name;

    private Recording(String name) {
        this.name = name;
    }

    /** The recording of one exchange, e.g. {@code tcp_lamp_on}. */
    public static Recording of(String name) {
        return new Recording(name);
    }

    /** The request as it was sent, length prefix included, but to this device: it was recorded beside a proxy of another name. */
    public byte[] requestBytes(String deviceId) throws IOException {
        BadezimmerRequest recorded = BadezimmerRequest.parseFrom(payload(read("_request.bin")));
        return RawLink.frame(recorded.toBuilder()
                .setSendActuatorCommand(
                        recorded.getSendActuatorCommand().toBuilder().setDeviceId(deviceId))
                .build());
    }

    /** What was answered, and the id that our devices add. */
    public BadezimmerResponse response(String deviceId) throws IOException {
        return BadezimmerResponse.parseFrom(payload(read("_response.bin"))).toBuilder()
                .setDeviceId(deviceId)
                .build();
    }

    private static byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, Integer.BYTES, frame.length);
    }

    private byte[] read(String suffix) throws IOException {
        String path = "/first-system/" + name + suffix;
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        }
    }
}
