package badezimmer.gateway.discovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoveryEvent.Cause;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.TransportProtocol;

import static badezimmer.proto.DeviceStatus.OFFLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.ONLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.UNKNOWN_DEVICE_STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is listed of a device, and where it is connected to. */
class DevicesTest extends KnownDevices {

    @Test
    void listsADeviceAtOnceAndKnowsItsStatusOnceTheLinkDoes() {
        announce(lamp(), HOME);
        assertEquals(UNKNOWN_DEVICE_STATUS, status(LAMP));
        assertEquals(List.of(address(HOME, 4000)), links.getFirst().announced.getFirst());
        links.getFirst().up();
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        assertTrue(devices.isAlive(LAMP_NAME));
    }

    @Test
    void showsEverythingOfADevice() {
        announce(lamp("192.168.7.10", "192.168.7.11", "10.9.8.7", "127.0.0.1"), "192.168.7.11");
        links.getFirst().upAt("192.168.7.10");
        ConnectedDevice device = device(LAMP);
        assertEquals("Light Lamp", device.getDeviceName());
        assertEquals(DeviceKind.ACTUATOR_KIND, device.getKind());
        assertEquals(DeviceCategory.LIGHT_LAMP, device.getCategory());
        assertEquals(TransportProtocol.TCP_PROTOCOL, device.getTransportProtocol());
        assertEquals(List.of("192.168.7.10", "192.168.7.11", "10.9.8.7"), device.getIpsList());
        assertEquals(4000, device.getPort());
        assertEquals(Map.of("is_on", "false"), device.getPropertiesMap());
        assertEquals(clock.instant().getEpochSecond(), device.getStatusSince().getSeconds());
        assertEquals(clock.instant().getEpochSecond(), device.getLastSeen().getSeconds());
    }

    @Test
    void aNameInOtherLettersIsTheSameDeviceAsItWasSpelledFirst() {
        announce(lamp(), HOME);
        announce(lamp().named("LIGHT lamp"), HOME);
        assertEquals(
                List.of(LAMP),
                registry.snapshot().devices().stream().map(DeviceEntry::id).toList());
        assertTrue(devices.find("light LAMP@_lightlamp._tcp.local.").isPresent());
        assertTrue(registry.snapshot().find("LIGHT LAMP@_LightLamp._tcp.local.").isPresent());
    }

    @Test
    void connectsToTheSourceFirstThenToTheARecords() {
        announce(lamp("192.168.7.12", "192.168.7.13"), HOME);
        assertEquals(
                List.of(address(HOME, 4000), address("192.168.7.12", 4000), address("192.168.7.13", 4000)),
                links.getFirst().announced.getFirst());
    }

    @Test
    void takesLoopbackAddressesOnlyFromThisHost() {
        announce(lamp("127.0.0.1"), HOME);
        assertEquals(List.of(address(HOME, 4000)), links.getFirst().announced.getFirst());
        announce(lamp("127.0.0.1").named("Mine"), "192.168.7.1");
        assertEquals(
                List.of(address("192.168.7.1", 4000), address("127.0.0.1", 4000)),
                links.getLast().announced.getFirst());
    }

    @Test
    void neverConnectsToAddressesThatAreNotOnLink() {
        announce(lamp("10.9.8.7"), "203.0.113.5");
        assertTrue(links.isEmpty());
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
        announce(lamp("10.9.8.7", "192.168.7.40").named("Mixed"), "203.0.113.5");
        assertEquals(List.of(List.of(address("192.168.7.40", 4000))), links.getFirst().announced);
    }

    @Test
    void listsWhatCanNotBeConnectedTo() {
        announce(service("Mute", List.of(), 0, TransportProtocol.TCP_PROTOCOL, Map.of()), HOME);
        announce(service("Shouter", List.of(), 99, TransportProtocol.UDP_PROTOCOL, Map.of()), HOME);
        assertTrue(links.isEmpty());
        assertEquals(UNKNOWN_DEVICE_STATUS, status("Mute@_lightlamp._tcp.local."));
        assertEquals(UNKNOWN_DEVICE_STATUS, status("Shouter@_lightlamp._tcp.local."));
        lost("Mute._lightlamp._tcp.local.", HOME, Cause.EXPIRED);
        assertEquals(OFFLINE_DEVICE_STATUS, status("Mute@_lightlamp._tcp.local."));
    }

    @Test
    void aHostThatAnnouncesFromEachOfItsAddressesIsNoChange() {
        announce(lamp("192.168.7.10", "192.168.7.11", "192.168.7.12"), HOME);
        links.getFirst().up();
        long sequence = registry.snapshot().sequence();
        announce(lamp("192.168.7.10", "192.168.7.11", "192.168.7.12"), "192.168.7.12");
        announce(lamp("192.168.7.10", "192.168.7.11", "192.168.7.12"), "192.168.7.11");
        assertEquals(sequence, registry.snapshot().sequence());
    }

    @Test
    void anUnchangedAnnouncementIsNoChange() {
        announce(lamp(), HOME);
        links.getFirst().up();
        long sequence = registry.snapshot().sequence();
        advance(Duration.ofSeconds(60));
        announce(lamp(), HOME);
        links.getFirst().seen();
        assertEquals(sequence, registry.snapshot().sequence());
        assertEquals(2, links.getFirst().announced.size());
    }

    @Test
    void whatHappenedBeforeTheClockWasSetIsShownAsItWasThen() {
        clock.advance(Duration.between(clock.instant(), Instant.EPOCH));
        devices.followClock();
        announce(lamp(), HOME);
        links.getFirst().up();
        advance(Duration.ofSeconds(15));
        Instant set = Instant.parse("2026-11-22T12:00:00Z");
        clock.advance(Duration.between(clock.instant(), set));
        devices.followClock();
        assertEquals(
                set.minusSeconds(15).getEpochSecond(),
                device(LAMP).getStatusSince().getSeconds());
        assertEquals(
                set.minusSeconds(15).getEpochSecond(),
                device(LAMP).getLastSeen().getSeconds());
    }

    @Test
    void aClockThatIsAdjustedBitByBitIsNoChange() {
        announce(lamp(), HOME);
        links.getFirst().up();
        long sequence = registry.snapshot().sequence();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMillis(150));
            devices.followClock();
        }
        assertEquals(sequence, registry.snapshot().sequence());
    }

    @Test
    void theSweepBringsLastSeenUpToDateAndTellsNobody() {
        announce(lamp(), HOME);
        links.getFirst().up();
        long sequence = registry.snapshot().sequence();
        advance(Duration.ofSeconds(60));
        links.getFirst().seen();
        devices.sweep();
        assertEquals(
                clock.instant().getEpochSecond(), device(LAMP).getLastSeen().getSeconds());
        assertEquals(sequence, registry.snapshot().sequence());
    }

    @Test
    void aDeviceThatCameToAnotherPortIsConnectedThereOnceItIsGoneFromTheOldOne() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(lamp("Light Lamp", 5000), HOME);
        assertEquals(1, links.getFirst().pings);
        assertEquals(4000, device(LAMP).getPort());
        links.getFirst().down();
        settle();
        links.getLast().up();
        settle();
        assertEquals(List.of(address(HOME, 5000)), links.getFirst().announced.getLast());
        assertEquals(5000, device(LAMP).getPort());
    }
}
