package badezimmer.gateway.foreign;

import java.util.List;
import java.util.Random;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import badezimmer.proto.TransportProtocol;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.Gateway.awaitGone;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static badezimmer.gateway.foreign.Gateway.device;
import static badezimmer.gateway.foreign.Gateway.ids;
import static badezimmer.gateway.foreign.Gateway.properties;
import static badezimmer.gateway.foreign.Gateway.status;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Discovery with devices of somebody else's making, and with nonsense. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class ForeignDevicesTest {

    @Test
    void listsADeviceThatAnnouncesNoAddressAtTheOneItSendsFrom() {
        try (ForeignDevice lamp = ForeignDevice.lamp("No Address").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            assertEquals(List.of("127.0.0.1"), device(lamp.id()).get("ips"));
            assertEquals(lamp.link().port(), device(lamp.id()).get("port"));
            assertEquals("No Address", device(lamp.id()).get("device_name"));
            assertEquals("LIGHT_LAMP", device(lamp.id()).get("category"));
            assertEquals("ACTUATOR_KIND", device(lamp.id()).get("kind"));
            assertEquals(
                    Set.of("is_on", "brightness", "color"),
                    properties(lamp.id()).keySet());
            assertEquals(List.of(), lamp.link().violations());
        }
    }

    @Test
    void listsTheAddressThatItReachesFirst() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Addresses")
                .announcing("203.0.113.9", "127.0.0.1", "192.0.2.1")
                .announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            List<?> ips = (List<?>) device(lamp.id()).get("ips");
            assertEquals("127.0.0.1", ips.getFirst());
            assertEquals(Set.of("127.0.0.1", "203.0.113.9", "192.0.2.1"), Set.copyOf(ips));
        }
    }

    @Test
    void showsACategoryAndPropertiesThatItHasNeverHeardOf() {
        try (ForeignDevice towel = new ForeignDevice("127.0.0.1", "Towel Rail", "_towelrail._tcp.local.")
                .with("kind", "ACTUATOR_KIND")
                .with("category", "TOWEL_RAIL")
                .with("fluffiness", "9")
                .announce()) {
            awaitStatus(towel.id(), "ONLINE");
            assertEquals("UNKNOWN_CATEGORY", device(towel.id()).get("category"));
            assertEquals("TOWEL_RAIL", properties(towel.id()).get("category"));
            assertEquals("9", properties(towel.id()).get("fluffiness"));
            assertFalse(properties(towel.id()).containsKey("kind"));
        }
    }

    @Test
    void followsADeviceThatHearsNoQueryByItsAnnouncementsAndItsLink() {
        try (ForeignDevice leak = ForeignDevice.leakSensor("Leak").announce()) {
            awaitStatus(leak.id(), "ONLINE");
            leak.with("severity", "7").announce();
            await().until(() -> "7".equals(properties(leak.id()).get("severity")));
            assertEquals("ONLINE", status(leak.id()));
        }
    }

    @Test
    void aGoodbyeOfThePtrAloneRemovesIt() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Short Goodbye").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            lamp.forgeShortGoodbye();
            lamp.link().close();
            awaitGone(lamp.id());
        }
    }

    @Test
    void aGoodbyeOfTheWholeRecordSetRemovesIt() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Long Goodbye").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            lamp.goodbye();
            awaitGone(lamp.id());
        }
    }

    @Test
    void aPtrWithoutItsServiceIsNoDeviceAndWipesNothing() {
        try (ForeignDevice known = ForeignDevice.lamp("Known").announce();
                ForeignDevice gossip = ForeignDevice.lamp("Gossip")) {
            awaitStatus(known.id(), "ONLINE");
            gossip.announceWithHints("Known", "Never Heard Of");
            awaitStatus(gossip.id(), "ONLINE");
            assertEquals("70", properties(known.id()).get("brightness"));
            assertEquals("ONLINE", status(known.id()));
            assertTrue(ids().stream().noneMatch(id -> id.startsWith("Never")));
        }
    }

    @Test
    void ofTwoWithOneNameTheOneWithTheLiveLinkIsListedAndTheOtherOnceThatIsGone() {
        try (ForeignDevice first = ForeignDevice.lamp("Twin").announce();
                ForeignDevice second = new ForeignDevice("127.0.0.2", "Twin", "_lightlamp._tcp.local.")
                        .with("kind", "ACTUATOR_KIND")
                        .with("category", "LIGHT_LAMP")
                        .with("brightness", "5")) {
            awaitStatus(first.id(), "ONLINE");
            double conflicts = conflicts();
            second.announce();
            await().until(() -> conflicts() == conflicts + 1);
            assertEquals(first.link().port(), device(first.id()).get("port"));
            assertEquals("70", properties(first.id()).get("brightness"));
            first.link().crash();
            await().until(() -> Integer.valueOf(second.link().port())
                            .equals(device(first.id()).get("port"))
                    && "ONLINE".equals(status(first.id())));
            assertEquals(List.of("127.0.0.2"), device(first.id()).get("ips"));
        }
    }

    @Test
    void aForgedGoodbyeRemovesNobody() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Victim").announce();
                ForeignDevice stranger = new ForeignDevice("127.0.0.66", "Victim", "_lightlamp._tcp.local.")) {
            awaitStatus(lamp.id(), "ONLINE");
            stranger.forgeGoodbye();
            stranger.forgeShortGoodbye();
            lamp.forgeGoodbye();
            lamp.forgeShortGoodbye();
            try (ForeignDevice marker = ForeignDevice.lamp("After The Goodbye").announce()) {
                awaitStatus(marker.id(), "ONLINE");
            }
            assertEquals("ONLINE", status(lamp.id()));
        }
    }

    @Test
    void listsButNeverConnectsToWhatHasNoTcpPort() {
        try (ForeignDevice mute = ForeignDevice.lamp("Mute").atPort(0, TransportProtocol.TCP_PROTOCOL);
                ForeignDevice shouter = ForeignDevice.lamp("Shouter")) {
            mute.announce();
            shouter.atPort(shouter.link().port(), TransportProtocol.UDP_PROTOCOL)
                    .announce();
            awaitStatus(mute.id(), "UNKNOWN");
            awaitStatus(shouter.id(), "UNKNOWN");
            assertEquals(0, shouter.link().accepted());
        }
    }

    @Test
    void nonsenseIsCountedAndTheNextGoodAnnouncementWorks() {
        try (ForeignDevice lamp = ForeignDevice.lamp("After Nonsense")) {
            double before = dropped();
            lamp.sendRaw(new byte[0]);
            lamp.sendRaw(new byte[] {0, 0, 0, 9, 1});
            lamp.sendRaw(new byte[] {-1, -1, -1, -1, 0});
            byte[] random = new byte[400];
            new Random(1).nextBytes(random);
            random[0] = 0;
            random[1] = 0;
            random[2] = 0;
            lamp.sendRaw(random);
            lamp.announce();
            awaitStatus(lamp.id(), "ONLINE");
            assertTrue(dropped() >= before + 3, "dropped: " + (dropped() - before));
        }
    }

    private static double conflicts() {
        return metric("badezimmer_registry_conflicts_total");
    }

    private static double dropped() {
        return metric("badezimmer_discovery_dropped_total");
    }

    private static double metric(String name) {
        String metrics = RestAssured.get("/q/metrics")
                .then()
                .body(containsString(name))
                .extract()
                .asString();
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
