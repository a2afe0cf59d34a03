package badezimmer.device;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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
    private final LinkMetrics metrics = new LinkMetrics(registry);
    private final FakeActuator fake = new FakeActuator();
    private final Answers actuator = fake.answers(metrics);
    private final Answers sensor = new Answers(new FakeSensor(), () -> "Fake@_toilet._tcp.local.", metrics);

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
                .setDeviceId("Fake@_toilet._tcp.local.")
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
    void everyAnswerSaysWhoGivesIt() {
        for (byte[] request : List.of(NOTHING_SET, MALFORMED, command("fine"), command("broken"))) {
            assertEquals("Fake@_sink._tcp.local.", actuator.to(request, "test").getDeviceId());
            assertEquals("Fake@_toilet._tcp.local.", sensor.to(request, "test").getDeviceId());
        }
    }

    @Test
    void aCommandForAnotherDeviceIsRefusedBeforeAnythingIsDone() {
        AtomicReference<String> id = new AtomicReference<>("Lamp A@_sink._tcp.local.");
        Answers strict = new Answers(fake, id::get, metrics);

        assertForAnother(strict.to(command("Lamp B@_sink._tcp.local."), "test"));
        assertEquals(List.of(), fake.executed);

        strict.to(command("Lamp A@_sink._tcp.local."), "test");
        strict.to(command(""), "test");
        assertEquals(List.of("Lamp A@_sink._tcp.local.", ""), fake.executed);

        id.set("@_sink._tcp.local.");
        assertForAnother(strict.to(command("Lamp A@_sink._tcp.local."), "test"));
        assertEquals(2, fake.executed.size());
    }

    private static void assertForAnother(BadezimmerResponse response) {
        assertEquals(ErrorCode.INVALID_COMMAND, response.getError().getCode());
        assertEquals("device_id", response.getError().getMetadataOrThrow("field"));
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
