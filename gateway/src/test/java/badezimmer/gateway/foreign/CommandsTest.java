package badezimmer.gateway.foreign;

import java.util.List;
import java.util.Optional;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.Color;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.LightLampActionRequest;

import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.foreign.ForeignLink.say;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static badezimmer.gateway.foreign.Gateway.eventually;
import static badezimmer.gateway.foreign.Gateway.patch;
import static badezimmer.gateway.foreign.Gateway.properties;
import static badezimmer.gateway.foreign.Gateway.status;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Commands through REST, to devices that take them and to devices that do not. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class CommandsTest {

    @Test
    void aCommandReachesTheDeviceAndItsMessageComesBack() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Obedient").with("v", "2"))) {
            patch("light", lamp.id(), "{\"turn_on\": true, \"brightness\": 40, \"color\": 255}")
                    .statusCode(200)
                    .contentType("application/json")
                    .body("message", equalTo("Done."));
            assertEquals(
                    LightLampActionRequest.newBuilder()
                            .setTurnOn(true)
                            .setBrightness(40)
                            .setColor(Color.newBuilder().setValue(255))
                            .build(),
                    lamp.link().commands().getFirst().getLightAction());
            patch("light", lamp.id(), "{\"turn_on\": false}").statusCode(200);
            LightLampActionRequest last = lamp.link().commands().getLast().getLightAction();
            assertEquals(LightLampActionRequest.newBuilder().setTurnOn(false).build(), last);
            assertEquals(List.of(), lamp.link().violations());
        }
    }

    @Test
    void aSinkIsCommandedToo() {
        try (ForeignDevice sink = online(new ForeignDevice("127.0.0.1", "Sink", "_sink._tcp.local.")
                .with("kind", "ACTUATOR_KIND")
                .with("category", "SINK"))) {
            patch("sink", sink.id(), "{\"turn_on\": true}").statusCode(200).body("message", is("Done."));
            assertEquals(true, sink.link().commands().getFirst().getSinkAction().getTurnOn());
        }
    }

    @Test
    void anOlderLampIsSentWhatItWouldForget() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Forgetful").with("is_on", "true"))) {
            patch("light", lamp.id(), "{\"brightness\": 30}").statusCode(200);
            assertEquals(
                    action(true, 30, 0xFFFFFF), lamp.link().commands().getLast().getLightAction());
            // Not yet announced, and nevertheless remembered.
            patch("light", lamp.id(), "{\"color\": 16729907}").statusCode(200);
            assertEquals(
                    action(true, 30, 16729907), lamp.link().commands().getLast().getLightAction());
        }
    }

    @Test
    void anOlderLampsColorMayBeADecimalString() {
        try (ForeignDevice lamp =
                online(ForeignDevice.lamp("Decimal").with("is_on", "true").with("color", "16729907"))) {
            patch("light", lamp.id(), "{\"turn_on\": false}").statusCode(200);
            assertEquals(
                    action(false, 70, 16729907),
                    lamp.link().commands().getLast().getLightAction());
        }
    }

    @Test
    void nobodyIsNotFound() {
        assertProblem(patch("light", "Nobody@_lightlamp._tcp.local.", "{\"turn_on\": true}"), 404, "DEVICE_NOT_FOUND");
        assertProblem(
                RestAssured.get("/devices/{id}", "Nobody@_lightlamp._tcp.local.")
                        .then(),
                404,
                "DEVICE_NOT_FOUND");
    }

    @Test
    void aSensorTakesNoCommand() {
        try (ForeignDevice leak = online(ForeignDevice.leakSensor("Commanded Leak"))) {
            assertProblem(patch("light", leak.id(), "{\"turn_on\": true}"), 400, "INVALID_COMMAND");
            assertEquals(List.of(), leak.link().commands());
        }
    }

    @Test
    void aLampTakesNoSinkAction() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("No Sink"))) {
            assertProblem(patch("sink", lamp.id(), "{\"turn_on\": true}"), 400, "INVALID_COMMAND")
                    .body("metadata.field", is("sink_action"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"brightness": -1}                    | 422 | VALIDATION_ERROR | brightness
                    {"brightness": 101}                   | 422 | VALIDATION_ERROR | brightness
                    {"color": 16777216}                   | 422 | VALIDATION_ERROR | color
                    {"color": -1}                         | 422 | VALIDATION_ERROR | color
                    {}                                    | 422 | VALIDATION_ERROR | light_action
                    {"turn_on": null}                     | 422 | VALIDATION_ERROR | light_action
                    {"turn_on": "on"}                     | 400 | INVALID_COMMAND  | turn_on
                    {"turn_on": true, "brightnes": 3}     | 400 | INVALID_COMMAND  | brightnes
                    {"turn_on":                           | 400 | INVALID_COMMAND  | body
                    """)
    void aValueThatIsNotAllowedIsNamed(String body, int status, String code, String field) {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Strict"))) {
            assertProblem(patch("light", lamp.id(), body), status, code)
                    .body("metadata.field", is(field))
                    .body("detail", containsString(field.equals("body") ? "no JSON" : field));
            assertEquals(List.of(), lamp.link().commands());
        }
    }

    @Test
    void anOfflineDeviceIsUnavailable() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Gone"))) {
            lamp.link().crash();
            awaitStatus(lamp.id(), "OFFLINE");
            assertProblem(patch("light", lamp.id(), "{\"turn_on\": true}"), 503, "DEVICE_OFFLINE");
        }
    }

    @Test
    void aDeviceThatNeverAnswersIsUnavailableAndNotAskedTwice() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Silent"))) {
            lamp.link()
                    .answering(
                            request -> request.hasSendActuatorCommand() ? Optional.empty() : ForeignLink.obey(request));
            assertProblem(patch("light", lamp.id(), "{\"turn_on\": true}"), 503, "DEVICE_OFFLINE")
                    .body("metadata.sent", is("true"))
                    .body("detail", containsString("1s"));
            awaitStatus(lamp.id(), "ONLINE");
            assertEquals(1, lamp.link().commands().size());
        }
    }

    @Test
    void aDeviceThatAnswersGarbageIsABadGatewayAndInErrorUntilItBehaves() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Babbling"))) {
            lamp.link().answering(request -> Optional.of(frame(new byte[] {-1, -1, 7})));
            assertProblem(patch("light", lamp.id(), "{\"turn_on\": true}"), 502, "UNKNOWN_ERROR");
            assertEquals("ERROR", status(lamp.id()));
            lamp.link().answering(ForeignLink::obey);
            lamp.announce();
            awaitStatus(lamp.id(), "ONLINE");
            patch("light", lamp.id(), "{\"turn_on\": true}").statusCode(200);
        }
    }

    @Test
    void whatTheDeviceRefusesIsPassedOn() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Refusing"))) {
            lamp.link()
                    .answering(request ->
                            refuse(request, ErrorCode.UNKNOWN_ERROR, "Assignment not allowed to field \"error\""));
            assertProblem(patch("light", lamp.id(), "{\"turn_on\": true}"), 502, "UNKNOWN_ERROR")
                    .body("detail", containsString("Assignment not allowed"));
            lamp.link().answering(request -> refuse(request, ErrorCode.VALIDATION_ERROR, "too bright"));
            assertProblem(patch("light", lamp.id(), "{\"turn_on\": true}"), 422, "VALIDATION_ERROR");
            assertEquals("ONLINE", status(lamp.id()));
        }
    }

    @Test
    void aDeviceOfAnUnknownCategoryJudgesItself() {
        try (ForeignDevice thing =
                online(new ForeignDevice("127.0.0.1", "Thing", "_thing._tcp.local.").with("kind", "ACTUATOR_KIND"))) {
            patch("light", thing.id(), "{\"turn_on\": true}").statusCode(200);
            thing.link().answering(ForeignLink::empty);
            assertProblem(patch("light", thing.id(), "{\"turn_on\": true}"), 400, "INVALID_COMMAND");
            thing.link().answering(request -> Optional.of(frame(new byte[0])));
            assertProblem(patch("light", thing.id(), "{\"turn_on\": true}"), 400, "INVALID_COMMAND");
            assertEquals("ONLINE", status(thing.id()));
        }
    }

    @Test
    void anIdMayBeWrittenWithOrWithoutEscapes() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Über + 50%/Lamp"))) {
            String escaped = "%C3%9Cber%20%2B%2050%25%2FLamp%40_lightlamp._tcp.local.";
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get("/devices/" + escaped)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(lamp.id()));
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .body("{\"turn_on\": true}")
                    .patch("/devices/light/" + escaped)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void whatTheLampAnnouncesAfterwardsIsShown() {
        try (ForeignDevice lamp = online(ForeignDevice.lamp("Telling"))) {
            patch("light", lamp.id(), "{\"turn_on\": true}").statusCode(200);
            lamp.with("is_on", "true").announce();
            eventually().until(() -> "true".equals(properties(lamp.id()).get("is_on")));
        }
    }

    private static ForeignDevice online(ForeignDevice device) {
        device.announce();
        awaitStatus(device.id(), "ONLINE");
        return device;
    }

    private static Optional<byte[]> refuse(BadezimmerRequest request, ErrorCode code, String message) {
        return request.hasEmpty() ? ForeignLink.obey(request) : say(ForeignLink.error(code, message));
    }

    private static ValidatableResponse assertProblem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status))
                .body("code", is(code));
    }

    private static LightLampActionRequest action(boolean on, int brightness, int color) {
        return LightLampActionRequest.newBuilder()
                .setTurnOn(on)
                .setBrightness(brightness)
                .setColor(Color.newBuilder().setValue(color))
                .build();
    }
}
