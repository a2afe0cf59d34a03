package badezimmer.gateway.foreign;

import java.util.List;
import java.util.Optional;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import badezimmer.proto.ErrorCode;

import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static badezimmer.gateway.foreign.Gateway.patch;
import static badezimmer.gateway.foreign.Gateway.status;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Commands that cannot be carried out, over REST. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class RefusedCommandsTest extends Commanding {

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
}
