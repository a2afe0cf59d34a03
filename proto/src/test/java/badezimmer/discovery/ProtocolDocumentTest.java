package badezimmer.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;
import badezimmer.proto.SinkActionRequest;
import badezimmer.proto.TransportProtocol;
import badezimmer.wire.Frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The worked examples of proto/README.md are what this code sends. */
class ProtocolDocumentTest {

    private static final Pattern BYTES = Pattern.compile("^\\s*((?:[0-9a-f]{2} )*[0-9a-f]{2})(?:\\s{2,}.*)?$");

    private static final Service SINK = new Service(
            "Sink",
            "_sink._tcp.local.",
            List.of(Inet4Address.ofLiteral("192.168.1.23")),
            40_417,
            TransportProtocol.TCP_PROTOCOL,
            DeviceKind.ACTUATOR_KIND,
            DeviceCategory.SINK,
            2,
            Map.of("is_on", "false"),
            Duration.ofSeconds(60));

    @Test
    void theAnnouncementIsOurs() throws IOException {
        assertEquals(hex(Lamps.bytes(Messages.announcement(SINK), 42)), example("announcement"));
    }

    @Test
    void theKnownAnswerIsOurs() throws IOException {
        assertTrue(document().contains("`0x" + Long.toHexString(KnownAnswer.of(SINK)) + "`"));
    }

    @Test
    void theCommandAndItsAnswersAreOurs() throws IOException {
        BadezimmerRequest command = BadezimmerRequest.newBuilder()
                .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder()
                        .setDeviceId(SINK.id())
                        .setSinkAction(SinkActionRequest.newBuilder().setTurnOn(true)))
                .build();
        BadezimmerResponse done = BadezimmerResponse.newBuilder()
                .setSendActuatorCommandResponse(
                        SendActuatorCommandResponse.newBuilder().setMessage("Sink turned ON."))
                .setDeviceId(SINK.id())
                .build();
        BadezimmerResponse refused = BadezimmerResponse.newBuilder()
                .setError(ErrorDetails.newBuilder()
                        .setCode(ErrorCode.INVALID_COMMAND)
                        .setMessage("A sink takes a sink_action.")
                        .putMetadata("field", "light_action"))
                .setDeviceId(SINK.id())
                .build();
        assertEquals(hex(Frames.encode(command)), example("request"));
        assertEquals(hex(Frames.encode(done)), example("response"));
        assertEquals(hex(Frames.encode(refused)), example("error"));
    }

    /** The bytes of the block under this heading, without what is said about them. */
    private static String example(String name) throws IOException {
        String[] parts = document().split("<!-- bytes: " + name + " -->\n```\n", 2);
        assertEquals(2, parts.length, name);
        StringBuilder bytes = new StringBuilder();
        for (String line :
                parts[1].substring(0, parts[1].indexOf("```")).lines().toList()) {
            Matcher matcher = BYTES.matcher(line);
            assertTrue(matcher.matches(), line);
            bytes.append(matcher.group(1).replace(" ", ""));
        }
        return bytes.toString();
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
