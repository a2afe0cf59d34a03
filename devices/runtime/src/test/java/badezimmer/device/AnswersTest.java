package badezimmer.device;

import com.google.protobuf.Empty;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ListConnectedDevicesRequest;
import badezimmer.proto.SendActuatorCommandRequest;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AnswersTest {

    private static final byte[] NOTHING_SET = {};
    private static final byte[] MALFORMED = {(byte) 0xFF};

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Answers actuator = new Answers(new FakeActuator(), new LinkMetrics(registry));
    private final Answers sensor = new Answers(new FakeSensor(), new LinkMetrics(registry));

    @Test
    void anActuatorNamesWhatItGotInsteadOfACommand() {
        assertRefused("empty", request().setEmpty(Empty.getDefaultInstance()).build());
        assertRefused(
                "list_devices",
                request()
                        .setListDevices(ListConnectedDevicesRequest.getDefaultInstance())
                        .build());
        assertRefused("none", BadezimmerRequest.getDefaultInstance());
    }

    @Test
    void aSensorAnswersEmptyToAnythingWellFormed() {
        BadezimmerResponse empty = BadezimmerResponse.newBuilder()
                .setEmpty(Empty.getDefaultInstance())
                .build();

        assertEquals(empty, sensor.to(NOTHING_SET, "test"));
        assertEquals(empty, sensor.to(command("any"), "test"));
    }

    @Test
    void malformedBytesAreRefusedAndCounted() {
        assertEquals(
                ErrorCode.INVALID_COMMAND,
                actuator.to(MALFORMED, "test").getError().getCode());
        assertEquals(
                ErrorCode.INVALID_COMMAND,
                sensor.to(MALFORMED, "test").getError().getCode());
        assertEquals(2, count("badezimmer.link.frames.dropped", "reason", "malformed"));
    }

    @Test
    void commandsAreCountedByOutcome() {
        actuator.to(command("fine"), "test");
        actuator.to(command("refused"), "test");

        assertEquals(1, count("badezimmer.commands", "outcome", "done"));
        assertEquals(1, count("badezimmer.commands", "outcome", "validation_error"));
    }

    @Test
    void aDriverThatFailsIsAnUnknownError() {
        BadezimmerResponse response = actuator.to(command("broken"), "test");

        assertEquals(ErrorCode.UNKNOWN_ERROR, response.getError().getCode());
        assertEquals("the device failed: no power", response.getError().getMessage());
        assertEquals(1, count("badezimmer.commands", "outcome", "unknown_error"));
    }

    private void assertRefused(String field, BadezimmerRequest request) {
        BadezimmerResponse response = actuator.to(request.toByteArray(), "test");
        assertEquals(ErrorCode.INVALID_COMMAND, response.getError().getCode());
        assertEquals(field, response.getError().getMetadataOrThrow("field"));
    }

    private static byte[] command(String deviceId) {
        return request()
                .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder().setDeviceId(deviceId))
                .build()
                .toByteArray();
    }

    private static BadezimmerRequest.Builder request() {
        return BadezimmerRequest.newBuilder();
    }

    private double count(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    private static final class FakeSensor implements Sensor {

        @Override
        public Identity identity() {
            return Identity.of("Fake", DeviceCategory.TOILET);
        }

        @Override
        public Properties properties() {
            return Properties.of("level", 1);
        }
    }
}
