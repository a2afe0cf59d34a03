package badezimmer.gateway.foreign;

import java.util.List;
import java.util.Optional;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import badezimmer.proto.Color;
import badezimmer.proto.LightLampActionRequest;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.foreign.Gateway.patch;
import static badezimmer.gateway.foreign.Gateway.properties;
import static badezimmer.gateway.foreign.Gateway.status;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Commands through REST, to devices that take them and to devices that do not. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class CommandsTest extends Commanding {

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
            await().until(() -> "true".equals(properties(lamp.id()).get("is_on")));
        }
    }
}
