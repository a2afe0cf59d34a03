package badezimmer.lightlamp;

import java.io.IOException;
import java.util.Map;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import badezimmer.device.testing.DeviceContract;
import badezimmer.device.testing.Loopback;
import badezimmer.device.testing.RawLink;
import badezimmer.device.testing.Recording;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.Color;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@WithTestResource(
        value = Loopback.class,
        initArgs = @ResourceArg(name = "badezimmer.discovery.announce-interval", value = "1s"))
class LightLampTest extends DeviceContract {

    @Override
    protected String type() {
        return "_lightlamp._tcp.local.";
    }

    @Override
    protected String instance() {
        return "Light Lamp";
    }

    @Override
    protected String kind() {
        return "ACTUATOR_KIND";
    }

    @Override
    protected String category() {
        return "LIGHT_LAMP";
    }

    @Test
    void announcesItselfAgainWhenNothingChanges() {
        await().until(() -> metric("badezimmer_discovery_announcements_total{cause=\"periodic\"}") >= 2);
    }

    @Test
    void doesTheWholeCommandAndAnnouncesIt() throws IOException {
        assertEquals(
                "Light turned ON. Brightness set to 75. Color set to #FF5733.", message(light(true, 75, 0xFF5733)));

        awaitShown(Map.of("is_on", "true", "brightness", "75", "color", "0xFF5733"));
    }

    @Test
    void anAbsentFieldLeavesItsValueAsItIs() throws IOException {
        command(light(true, 80, 0x102030));

        assertEquals("Brightness set to 30.", message(light(null, 30, null)));
        awaitShown(Map.of("is_on", "true", "brightness", "30", "color", "0x102030"));

        assertEquals("Color set to #123456.", message(light(null, null, 0x123456)));
        awaitShown(Map.of("is_on", "true", "brightness", "30", "color", "0x123456"));
    }

    @Test
    void keepsBrightnessAndColorWhileItIsOff() throws IOException {
        command(light(true, 65, 0xABCDEF));

        assertEquals("Light turned OFF.", message(light(false, null, null)));

        awaitShown(Map.of("is_on", "false", "brightness", "65", "color", "0xABCDEF"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesBrightnessOutside0To100AndDoesNothingOfTheCommand(int brightness) throws IOException {
        command(light(true, 50, 0xFFFFFF));

        ErrorDetails error = command(light(false, brightness, 0)).getError();

        assertEquals(ErrorCode.VALIDATION_ERROR, error.getCode());
        assertEquals("brightness is " + brightness + ", allowed is 0 to 100", error.getMessage());
        assertEquals(
                Map.of("field", "brightness", "value", Integer.toString(brightness), "allowed", "0 to 100"),
                error.getMetadataMap());
        command(light(true, null, null));
        awaitShown(Map.of("is_on", "true", "brightness", "50", "color", "0xFFFFFF"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1000000, 0xFFFFFFFF})
    void refusesAColorAboveFFFFFF(int color) throws IOException {
        ErrorDetails error = command(light(null, null, color)).getError();

        assertEquals(ErrorCode.VALIDATION_ERROR, error.getCode());
        assertEquals("color", error.getMetadataOrThrow("field"));
        assertEquals(Integer.toUnsignedString(color), error.getMetadataOrThrow("value"));
    }

    @Test
    void refusesAnActionWithNoFieldSet() throws IOException {
        ErrorDetails error = command(light(null, null, null)).getError();

        assertEquals(ErrorCode.VALIDATION_ERROR, error.getCode());
        assertEquals("light_action is empty, allowed is at least one field set", error.getMessage());
    }

    @Test
    void refusesTheActionOfAnotherDevice() throws IOException {
        ErrorDetails error = command(SendActuatorCommandRequest.newBuilder()
                        .setSinkAction(SinkActionRequest.newBuilder().setTurnOn(true)))
                .getError();

        assertEquals(ErrorCode.INVALID_COMMAND, error.getCode());
        assertEquals("sink_action", error.getMetadataOrThrow("field"));
    }

    @Test
    void refusesACommandWithoutAnAction() throws IOException {
        ErrorDetails error = command(SendActuatorCommandRequest.newBuilder()).getError();

        assertEquals(ErrorCode.INVALID_COMMAND, error.getCode());
        assertEquals("none", error.getMetadataOrThrow("field"));
    }

    @Test
    void namesWhatItGotInsteadOfACommand() throws IOException {
        try (RawLink link = link()) {
            assertEquals("empty", link.ask(PING).getError().getMetadataOrThrow("field"));
        }
    }

    @Test
    void takesWhatTheFirstSystemsGatewaySent() throws IOException {
        assertEquals(Recording.of("tcp_lamp_on").response(id()), replay(Recording.of("tcp_lamp_on")));
        assertEquals("Light turned OFF.", text(replay(Recording.of("tcp_lamp_off"))));
        assertEquals("Brightness set to 30.", text(replay(Recording.of("tcp_lamp_brightness"))));
        assertEquals("Color set to #123456.", text(replay(Recording.of("tcp_lamp_color"))));
        assertTrue(Recording.of("tcp_lamp_wrong_action").response(id()).hasError());
        assertTrue(replay(Recording.of("tcp_lamp_wrong_action")).hasError());
    }

    private BadezimmerResponse replay(Recording recording) throws IOException {
        try (RawLink link = link()) {
            link.send(recording.requestBytes(id()));
            return link.receive();
        }
    }

    private void awaitShown(Map<String, String> properties) {
        await().until(() -> announced().text().entrySet().containsAll(properties.entrySet()));
    }

    private String message(SendActuatorCommandRequest.Builder command) throws IOException {
        return text(command(command));
    }

    private static String text(BadezimmerResponse response) {
        return response.getSendActuatorCommandResponse().getMessage();
    }

    private static SendActuatorCommandRequest.Builder light(Boolean on, Integer brightness, Integer color) {
        LightLampActionRequest.Builder action = LightLampActionRequest.newBuilder();
        if (on != null) {
            action.setTurnOn(on);
        }
        if (brightness != null) {
            action.setBrightness(brightness);
        }
        if (color != null) {
            action.setColor(Color.newBuilder().setValue(color));
        }
        return SendActuatorCommandRequest.newBuilder().setLightAction(action);
    }
}
