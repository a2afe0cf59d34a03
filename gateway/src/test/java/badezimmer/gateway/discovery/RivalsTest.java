package badezimmer.gateway.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoveryEvent.Cause;
import badezimmer.discovery.Service;
import badezimmer.proto.TransportProtocol;

import static badezimmer.proto.DeviceStatus.OFFLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.ONLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.UNKNOWN_DEVICE_STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whom the gateway believes when several speak of one name. */
class RivalsTest extends KnownDevices {

    @Test
    void believesChangesFromTheDevicesOwnAddresses() {
        announce(lamp("192.168.7.10", "192.168.7.11"), HOME);
        links.getFirst().up();
        announce(lamp("192.168.7.10", "192.168.7.11").with(Map.of("is_on", "true")), "192.168.7.11");
        assertEquals("true", device(LAMP).getPropertiesOrThrow("is_on"));
    }

    @Test
    void aRivalOfALivingDeviceIsAConflictAndNotListed() {
        announce(lamp(), HOME);
        links.getFirst().up();
        Service rival = service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of("is_on", "true"));
        announce(rival, OTHER);
        announce(rival, OTHER);
        assertEquals(4000, device(LAMP).getPort());
        assertEquals("false", device(LAMP).getPropertiesOrThrow("is_on"));
        assertEquals(List.of(HOME), device(LAMP).getIpsList());
        assertEquals(2, meters.counter("badezimmer.registry.conflicts").count());
        assertEquals(1, links.size());
    }

    @Test
    void ofTwoThatStartTogetherTheFirstOneKeepsTheName() {
        announce(lamp(), HOME);
        announce(service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of()), OTHER);
        assertEquals(4000, device(LAMP).getPort());
    }

    @Test
    void theRivalGetsTheNameWhenTheLinkDies() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of()), OTHER);
        links.getFirst().down();
        later.remove().run();
        assertEquals(5000, device(LAMP).getPort());
        assertEquals(List.of(address(OTHER, 5000)), links.getFirst().announced.getLast());
    }

    @Test
    void aRivalWhoseAnnouncementRanOutGetsNothing() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of()), OTHER);
        steady.advance(Duration.ofSeconds(61));
        links.getFirst().down();
        later.remove().run();
        assertEquals(4000, device(LAMP).getPort());
    }

    @Test
    void theRivalGetsTheNameWhenTheDeviceSaysGoodbye() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of()), OTHER);
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        assertEquals(5000, device(LAMP).getPort());
        assertTrue(links.getFirst().closed);
    }

    @Test
    void aDeadDevicesNameGoesToWhoAnnouncesIt() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().down();
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));

        steady.advance(Duration.ofSeconds(5));
        announce(lamp(), OTHER);
        assertEquals(List.of(address(OTHER, 4000)), links.getFirst().announced.getLast());
        links.getFirst().up();
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        assertEquals(List.of(OTHER), device(LAMP).getIpsList());
    }

    @Test
    void aDeadDeviceIsLookedForAtEachAddressThatItIsAnnouncedFromTogether() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().down();

        announce(lamp().with(Map.of("is_on", "true")), OTHER);
        assertEquals(
                List.of(address(HOME, 4000), address(OTHER, 4000)),
                links.getFirst().announced.getLast());
        assertEquals("true", device(LAMP).getPropertiesOrThrow("is_on"));
        links.getFirst().upAt(OTHER);
        assertEquals(List.of(OTHER, HOME), device(LAMP).getIpsList());
        announce(lamp().with(Map.of("is_on", "true")), OTHER);
        assertEquals(List.of(OTHER), device(LAMP).getIpsList());
    }

    @Test
    void aDeadDeviceThatIsAnnouncedFromTwoAddressesInTurnIsOneChange() {
        announce(lamp(), HOME);
        links.getFirst().down();
        announce(lamp(), OTHER);
        long sequence = registry.snapshot().sequence();

        for (int seconds = 0; seconds < 10; seconds += 2) {
            steady.advance(Duration.ofSeconds(2));
            announce(lamp(), HOME);
            announce(lamp(), OTHER);
        }
        assertEquals(sequence, registry.snapshot().sequence());
    }

    @Test
    void aDeadDeviceWithTooManyAddressesIsWhereItWasAnnouncedLast() {
        for (int last = 10; last <= 19; last++) {
            announce(lamp(), "192.168.7." + last);
            links.getFirst().down();
        }
        assertEquals(List.of("192.168.7.19"), device(LAMP).getIpsList());
    }

    @Test
    void whatHasNothingToConnectToIsWhereItWasAnnouncedLast() {
        Service mute = service("Mute", List.of(), 0, TransportProtocol.TCP_PROTOCOL, Map.of());
        announce(mute, HOME);
        announce(mute, OTHER);
        lost("Mute._lightlamp._tcp.local.", HOME, Cause.EXPIRED);
        assertEquals(UNKNOWN_DEVICE_STATUS, status("Mute@_lightlamp._tcp.local."));
        assertEquals(List.of(OTHER), device("Mute@_lightlamp._tcp.local.").getIpsList());
    }

    @Test
    void theSameFromAnotherAddressIsAnotherPathToTheDevice() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp(), OTHER);
        assertEquals(List.of(HOME, OTHER), device(LAMP).getIpsList());
        assertEquals(
                List.of(address(HOME, 4000), address(OTHER, 4000)),
                links.getFirst().announced.getLast());
        assertEquals(0, meters.counter("badezimmer.registry.conflicts").count());
    }

    @Test
    void aDeviceThatMovesWhileItsReadingsChangeIsAskedAtOnceAndFollowed() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp().with(Map.of("is_on", "true")), OTHER);
        assertEquals(
                List.of(address(HOME, 4000), address(OTHER, 4000)),
                links.getFirst().announced.getLast());
        assertEquals(1, links.getFirst().pings);
        links.getFirst().upAt(OTHER);
        announce(lamp().with(Map.of("is_on", "true")), OTHER);
        assertEquals(List.of(address(OTHER, 4000)), links.getFirst().announced.getLast());
        assertEquals(List.of(OTHER), device(LAMP).getIpsList());
        assertEquals("true", device(LAMP).getPropertiesOrThrow("is_on"));
    }

    @Test
    void aRivalMakesTheHolderShowThatItIsThere() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of()), OTHER);
        assertEquals(1, links.getFirst().pings);
    }

    @Test
    void anotherPathIsNotBelievedAboutAnything() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp(), OTHER);
        announce(lamp().with(Map.of("is_on", "true")), OTHER);
        lost(LAMP_NAME, OTHER, Cause.GOODBYE);
        assertEquals("false", device(LAMP).getPropertiesOrThrow("is_on"));
        assertEquals(0, meters.counter("badezimmer.registry.conflicts").count());
    }

    @Test
    void aStrangersGoodbyeIsNotBelievedWhileTheLinkIsAlive() {
        announce(lamp(), HOME);
        links.getFirst().up();
        lost(LAMP_NAME, OTHER, Cause.GOODBYE);
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        links.getFirst().down();
        lost(LAMP_NAME, OTHER, Cause.GOODBYE);
        assertTrue(registry.snapshot().devices().isEmpty());
    }
}
