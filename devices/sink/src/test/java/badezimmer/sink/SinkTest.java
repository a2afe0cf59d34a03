package badezimmer.sink;

import java.io.IOException;
import java.time.Duration;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.DeviceContract;
import badezimmer.device.testing.Loopback;
import badezimmer.device.testing.RawLink;
import badezimmer.device.testing.Recording;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@WithTestResource(value = Loopback.class, initArgs = @ResourceArg(name = "badezimmer.sink.flow", value = "600"))
class SinkTest extends DeviceContract {

    @Override
    protected String type() {
        return "_sink._tcp.local.";
    }

    @Override
    protected String instance() {
        return "Sink";
    }

    @Override
    protected String kind() {
        return "ACTUATOR_KIND";
    }

    @Override
    protected String category() {
        return "SINK";
    }

    @BeforeEach
    void isOff() throws IOException {
        command(turn(false));
        awaitShownOff();
    }

    @Test
    void consumesWaterOnlyWhileItIsOn() throws IOException {
        double before = liters();

        assertEquals("Sink turned ON.", text(command(turn(true))));
        await().until(() -> liters() > before + 1);

        assertEquals("Sink turned OFF.", text(command(turn(false))));
        awaitShownOff();
        double after = liters();
        await().during(Duration.ofMillis(300)).until(() -> liters() == after);
    }

    @Test
    void saysSoWhenNothingChanges() throws IOException {
        assertEquals("No change.", text(command(turn(false))));
        command(turn(true));
        assertEquals("Sink already ON.", text(command(turn(true))));
    }

    @Test
    void refusesAnActionWithNoFieldSet() throws IOException {
        ErrorDetails error = command(
                        SendActuatorCommandRequest.newBuilder().setSinkAction(SinkActionRequest.getDefaultInstance()))
                .getError();

        assertEquals(ErrorCode.VALIDATION_ERROR, error.getCode());
        assertEquals("sink_action", error.getMetadataOrThrow("field"));
    }

    @Test
    void refusesTheActionOfAnotherDevice() throws IOException {
        ErrorDetails error = command(SendActuatorCommandRequest.newBuilder()
                        .setLightAction(LightLampActionRequest.newBuilder().setTurnOn(true)))
                .getError();

        assertEquals(ErrorCode.INVALID_COMMAND, error.getCode());
        assertEquals("light_action", error.getMetadataOrThrow("field"));
    }

    @Test
    void takesWhatTheFirstSystemsGatewaySent() throws IOException {
        // It said "Sink turned ON. Sink already ON." in one breath: ours says the first half.
        assertTrue(text(Recording.of("tcp_sink_on").response(id())).startsWith(text(replay("tcp_sink_on"))));
        assertEquals(Recording.of("tcp_sink_on_again").response(id()), replay("tcp_sink_on_again"));
        assertEquals(Recording.of("tcp_sink_off").response(id()), replay("tcp_sink_off"));
        assertEquals(Recording.of("tcp_sink_nochange").response(id()), replay("tcp_sink_nochange"));
    }

    private BadezimmerResponse replay(String recording) throws IOException {
        try (RawLink link = link()) {
            link.send(Recording.of(recording).requestBytes(id()));
            return link.receive();
        }
    }

    private void awaitShownOff() {
        await().until(() -> announced().text().get("is_on").equals("false"));
    }

    private double liters() {
        return Double.parseDouble(announced().text().get("water_consumed_liters"));
    }

    private static String text(BadezimmerResponse response) {
        return response.getSendActuatorCommandResponse().getMessage();
    }

    private static SendActuatorCommandRequest.Builder turn(boolean on) {
        return SendActuatorCommandRequest.newBuilder()
                .setSinkAction(SinkActionRequest.newBuilder().setTurnOn(on));
    }
}
