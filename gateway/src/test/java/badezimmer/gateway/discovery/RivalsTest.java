package badezimmer.gateway.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoveryEvent.Cause;
import badezimmer.discovery.Service;
import badezimmer.proto.TransportProtocol;

import static badezimmer.proto.DeviceStatus.OFFLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.ONLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.UNKNOWN_DEVICE_STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        settle();
        assertEquals(4000, device(LAMP).getPort());
        assertEquals(List.of(List.of(address(OTHER, 5000))), links.getLast().announced);
        links.getLast().up();
        settle();
        assertTrue(links.getLast().closed);
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
        settle();
        assertEquals(1, links.size());
    }

    @Test
    void aRivalThatDoesNotAnswerGetsNothing() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp("Light Lamp", 5_000), OTHER);
        links.getFirst().down();
        settle();
        links.getLast().down();
        settle();
        assertTrue(links.getLast().closed);
        assertEquals(4000, device(LAMP).getPort());
    }

    @Test
    void aRivalsTtlIsTakenForNoMoreThanAnybodys() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lasting(Duration.ofSeconds(Integer.MAX_VALUE)), OTHER);
        steady.advance(Duration.ofSeconds(4_500));
        fall();
        assertEquals(1, links.size());

        announce(lasting(Duration.ofSeconds(Integer.MAX_VALUE)), OTHER);
        steady.advance(Duration.ofSeconds(4_499));
        fall();
        assertEquals(2, links.size());

        announce(lasting(Duration.ofSeconds(1)), OTHER);
        steady.advance(Duration.ofSeconds(14));
        fall();
        assertEquals(3, links.size());
    }

    /** The device is down for a moment. */
    private void fall() {
        links.getFirst().down();
        settle();
        links.getFirst().up();
    }

    private static Service lasting(Duration ttl) {
        Service lamp = lamp("Light Lamp", 5_000);
        return new Service(
                lamp.instance(),
                lamp.type(),
                lamp.addresses(),
                lamp.port(),
                lamp.protocol(),
                lamp.kind(),
                lamp.category(),
                lamp.version(),
                lamp.properties(),
                ttl);
    }

    @Test
    void aRivalIsAskedAgainForSomeSecondsBeforeItGetsTheNameOfADeviceThatSaidGoodbye() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp("Light Lamp", 5_000), OTHER);
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        links.getFirst().down();
        settle();
        assertTrue(links.getFirst().closed);
        assertEquals(List.of(), names(), "the rival may be gone as well");
        assertEquals(Set.of("_lightlamp._tcp.local."), devices.missed());
        steady.advance(Duration.ofSeconds(5));
        assertEquals(Set.of(), devices.missed());
        links.getLast().up();
        settle();
        assertEquals(5000, device(LAMP).getPort());
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
    void anEndpointIsTheDeviceThatWasAnnouncedThereLast() {
        announce(lamp(), HOME);
        announce(lamp("Renamed", 4_000), HOME);
        assertEquals(List.of("Renamed"), names());
        assertTrue(links.getFirst().closed);

        links.getLast().down();
        announce(lamp(), HOME);
        assertEquals(List.of("Light Lamp"), names());

        links.getLast().named = false;
        links.getLast().up();
        announce(lamp("Renamed", 4_000), HOME);
        assertEquals(List.of("Renamed"), names());
        assertEquals(Set.of("_lightlamp._tcp.local."), devices.missed(), "it may have been forged");
    }

    @Test
    void aDeviceThatSaysWhoItIsLosesItsEndpointOnlyWhenItNoLongerAnswersAndTheOtherDoes() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp("Forged", 4_000), HOME);
        assertEquals(List.of("Light Lamp"), names());
        assertEquals(1, links.getFirst().pings);
        links.getFirst().down();
        settle();
        assertEquals(List.of("Light Lamp"), names());
        links.getLast().up();
        settle();
        assertEquals(List.of("Forged"), names());
    }

    @Test
    void noDeviceIsMovedToTheEndpointOfOneThatAnswers() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp("Lamp B", 4_000), OTHER);
        links.getLast().down();
        announce(lamp("Lamp B", 4_000), HOME);
        assertEquals(List.of(OTHER), device("Lamp B@_lightlamp._tcp.local.").getIpsList());
    }

    @Test
    void theGhostOfAConflictDisappearsAndTheRivalIsListed() {
        announce(lamp(), HOME);
        links.getFirst().named = false;
        links.getFirst().up();
        announce(lamp("Light Lamp", 5_000), OTHER);
        announce(lamp("Light Lamp-2", 4_000), HOME);
        assertEquals(List.of("Light Lamp-2"), names());
        // One link is the new name's, the other one verifies the rival.
        links.subList(1, 3).forEach(FakeLink::up);
        settle();
        assertEquals(List.of(OTHER), device(LAMP).getIpsList());
        assertEquals(Set.of("Light Lamp", "Light Lamp-2"), Set.copyOf(names()));
    }

    @Test
    void olderDevicesThatSwapTheirAddressesAreEachWhereTheyWereAnnouncedLast() {
        announce(lamp("Lamp A", 4_000), HOME);
        announce(lamp("Lamp B", 4_000), OTHER);
        links.forEach(link -> {
            link.named = false;
            link.up();
        });
        announce(lamp("Lamp A", 4_000), OTHER);
        announce(lamp("Lamp B", 4_000), HOME);
        announce(lamp("Lamp A", 4_000), OTHER);
        assertEquals(List.of(OTHER), device("Lamp A@_lightlamp._tcp.local.").getIpsList());
        assertEquals(List.of(HOME), device("Lamp B@_lightlamp._tcp.local.").getIpsList());
    }

    @Test
    void devicesOfOneHostHaveAPortEach() {
        announce(lamp(), HOME);
        announce(lamp("Another", 4_001), HOME);
        assertEquals(List.of("Another", "Light Lamp"), names());
    }

    @Test
    void whatARepeaterAnnouncesForOthersIsNotAtItsOwnAddress() {
        announce(lamp("192.168.7.11"), HOME);
        announce(lamp("192.168.7.12").named("Another"), HOME);
        assertEquals(List.of("Another", "Light Lamp"), names());
    }

    @Test
    void nothingThatIsSaidFromItsOwnAddressTakesADeviceOffItsConnection() {
        announce(lamp("192.168.7.10", "192.168.7.11"), HOME);
        links.getFirst().upAt("192.168.7.11");
        announce(
                lamp(IntStream.rangeClosed(60, 70)
                        .mapToObj(i -> "192.168.7." + i)
                        .toArray(String[]::new)),
                HOME);
        assertTrue(links.getFirst().announced.getLast().contains(address("192.168.7.11", 4_000)));
        announce(service("Light Lamp", List.of(), 4_000, TransportProtocol.UDP_PROTOCOL, Map.of()), HOME);
        announce(lamp("Light Lamp", 0), HOME);
        assertFalse(links.getFirst().closed);
        assertEquals(4_000, device(LAMP).getPort());
        assertEquals(2, links.getFirst().pings);
    }

    @Test
    void aFaultyDeviceMayComeBackAtAnotherPort() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().faulty();
        announce(lamp("Light Lamp", 5_000), HOME);
        assertEquals(5_000, device(LAMP).getPort());
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
