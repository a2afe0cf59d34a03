package badezimmer.gateway.foreign;

import java.net.URL;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import badezimmer.proto.DeviceStatus;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.Gateway.awaitGone;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Server-sent events. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class EventsTest {

    @TestHTTPResource
    URL gateway;

    @Test
    void tellsEveryChangeAndARemovalAsOffline() throws Exception {
        try (ForeignDevice lamp = ForeignDevice.lamp("Watched").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            try (EventReader reader = new EventReader(gateway, null)) {
                assertEquals(200, reader.response().statusCode());
                assertEquals(
                        "text/event-stream;charset=utf-8",
                        reader.response().headers().firstValue("content-type").orElseThrow());
                assertEquals(
                        "http://localhost:3000",
                        reader.response()
                                .headers()
                                .firstValue("access-control-allow-origin")
                                .orElseThrow());
                lamp.with("is_on", "true").announce();
                await().until(() -> reader.eventsOf(lamp.id()).size() == 1);
                EventReader.Event changed = reader.eventsOf(lamp.id()).getFirst();
                assertEquals("true", changed.device().getPropertiesOrThrow("is_on"));
                assertEquals(DeviceStatus.ONLINE_DEVICE_STATUS, changed.device().getStatus());
                lamp.goodbye();
                await().until(() -> reader.eventsOf(lamp.id()).size() == 2);
                EventReader.Event removed = reader.eventsOf(lamp.id()).getLast();
                assertEquals(
                        DeviceStatus.OFFLINE_DEVICE_STATUS, removed.device().getStatus());
                assertTrue(removed.sequence() > changed.sequence());
            }
        }
    }

    @Test
    void aClientThatComesBackGetsTheNewestStateOfWhatItMissed() throws Exception {
        try (ForeignDevice changing = ForeignDevice.lamp("Changing").announce();
                ForeignDevice leaving = ForeignDevice.lamp("Leaving").announce();
                ForeignDevice same = ForeignDevice.lamp("Same").announce()) {
            awaitStatus(changing.id(), "ONLINE");
            awaitStatus(leaving.id(), "ONLINE");
            awaitStatus(same.id(), "ONLINE");
            String seen = newest(changing, leaving, same);
            changing.with("brightness", "1").announce();
            changing.with("brightness", "2").announce();
            leaving.goodbye();
            awaitGone(leaving.id());
            await().until(() -> "2".equals(Gateway.properties(changing.id()).get("brightness")));
            try (EventReader reader = new EventReader(gateway, seen)) {
                await().until(() -> !reader.eventsOf(changing.id()).isEmpty()
                        && !reader.eventsOf(leaving.id()).isEmpty());
                assertEquals(
                        "2", reader.eventsOf(changing.id()).getFirst().device().getPropertiesOrThrow("brightness"));
                assertEquals(
                        DeviceStatus.OFFLINE_DEVICE_STATUS,
                        reader.eventsOf(leaving.id()).getFirst().device().getStatus());
                assertEquals(List.of(), reader.eventsOf(same.id()));
                assertEquals(List.of(), reader.named());
            }
            try (EventReader stranger = new EventReader(gateway, "not a number of ours")) {
                await().until(() -> !stranger.eventsOf(same.id()).isEmpty());
                assertEquals(List.of("reset"), stranger.named());
            }
        }
    }

    @Test
    void aClientThatLeavesIsForgotten() throws Exception {
        // The readers of other tests may not have been missed yet.
        await().until(() -> watchers() == 0);
        try (EventReader reader = new EventReader(gateway, null)) {
            assertEquals(200, reader.response().statusCode());
            await().until(() -> watchers() == 1);
        }
        await().until(() -> watchers() == 0);
    }

    @Test
    void theListAgreesWithTheEvents() throws Exception {
        try (EventReader reader = new EventReader(gateway, null);
                ForeignDevice lamp = ForeignDevice.lamp("Agreeing").announce()) {
            await().until(() -> reader.eventsOf(lamp.id()).stream().anyMatch(EventsTest::isOnline));
            assertEquals(
                    "ONLINE_DEVICE_STATUS",
                    RestAssured.get("/devices/{id}", lamp.id()).jsonPath().getString("status"));
        }
    }

    /** The id of the last change of these devices, read from their events. */
    private String newest(ForeignDevice... devices) throws Exception {
        try (EventReader reader = new EventReader(gateway, "0")) {
            await().until(() -> Arrays.stream(devices)
                    .allMatch(device -> reader.eventsOf(device.id()).stream().anyMatch(EventsTest::isOnline)));
            return Arrays.stream(devices)
                    .flatMap(device -> reader.eventsOf(device.id()).stream())
                    .max(Comparator.comparingLong(EventReader.Event::sequence))
                    .orElseThrow()
                    .id();
        }
    }

    private static int watchers() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("badezimmer_registry_watchers "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static boolean isOnline(EventReader.Event event) {
        return event.device().getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS;
    }
}
