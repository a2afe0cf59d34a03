package badezimmer.gateway.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.DiscoveryEvent.Cause;
import badezimmer.discovery.DiscoveryEvent.Lost;
import badezimmer.discovery.Service;
import badezimmer.gateway.link.Reach;
import badezimmer.gateway.link.Subnet;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.TransportProtocol;

import static badezimmer.proto.DeviceStatus.ERROR_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.OFFLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.ONLINE_DEVICE_STATUS;
import static badezimmer.proto.DeviceStatus.UNKNOWN_DEVICE_STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whom the gateway believes, without a network. This host is 192.168.7.1/24. */
class DevicesTest {

    private static final String LAMP = "Light Lamp@_lightlamp._tcp.local.";
    private static final String LAMP_NAME = "Light Lamp._lightlamp._tcp.local.";
    private static final String HOME = "192.168.7.10";
    private static final String OTHER = "192.168.7.66";

    private final Ticking clock = new Ticking();
    private final DeviceRegistry registry = new DeviceRegistry(clock);
    private final List<FakeLink> links = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Devices devices = new Devices(
            registry,
            listener -> {
                links.add(new FakeLink(listener));
                return links.getLast();
            },
            new Reach(() -> List.of(Subnet.parse("127.0.0.1/8"), Subnet.parse("192.168.7.1/24")), List.of()),
            new Devices.Limits(20, 5, Duration.ofHours(1)),
            new GatewayMeters(meters),
            clock,
            later::add);

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
    void believesChangesFromTheDevicesOwnAddresses() {
        announce(lamp("192.168.7.10", "192.168.7.11"), HOME);
        links.getFirst().up();
        announce(lamp("192.168.7.10", "192.168.7.11").with(Map.of("is_on", "true")), "192.168.7.11");
        assertEquals("true", device(LAMP).getPropertiesOrThrow("is_on"));
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
        clock.advance(Duration.ofSeconds(60));
        announce(lamp(), HOME);
        links.getFirst().seen();
        assertEquals(sequence, registry.snapshot().sequence());
        assertEquals(2, links.getFirst().announced.size());
    }

    @Test
    void theSweepBringsLastSeenUpToDateAndTellsNobody() {
        announce(lamp(), HOME);
        links.getFirst().up();
        long sequence = registry.snapshot().sequence();
        clock.advance(Duration.ofSeconds(60));
        links.getFirst().seen();
        devices.sweep();
        assertEquals(
                clock.instant().getEpochSecond(), device(LAMP).getLastSeen().getSeconds());
        assertEquals(sequence, registry.snapshot().sequence());
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
        clock.advance(Duration.ofSeconds(61));
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
        announce(lamp(), OTHER);
        assertEquals(List.of(address(OTHER, 4000)), links.getFirst().announced.getLast());
        links.getFirst().up();
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        assertEquals(List.of(OTHER), device(LAMP).getIpsList());
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
    void aGoodbyeRemovesAtOnce() {
        announce(lamp(), HOME);
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
        assertTrue(registry.snapshot().devices().isEmpty());
        assertTrue(links.getFirst().closed);
        assertFalse(devices.isAlive(LAMP_NAME));
        lost(LAMP_NAME, HOME, Cause.GOODBYE);
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

    @Test
    void anAnnouncementThatRanOutMakesADeadDeviceOfflineAndNoMore() {
        announce(lamp(), HOME);
        lost(LAMP_NAME, HOME, Cause.EXPIRED);
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.EXPIRED);
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
    }

    @Test
    void whatDiscoveryGaveUpForOthersIsRemovedUnlessItIsAlive() {
        announce(lamp(), HOME);
        links.getFirst().up();
        lost(LAMP_NAME, HOME, Cause.EVICTED);
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
        links.getFirst().down();
        lost(LAMP_NAME, HOME, Cause.EVICTED);
        assertTrue(registry.snapshot().devices().isEmpty());
    }

    @Test
    void anOfflineDeviceStaysListedForAnHour() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().down();
        clock.advance(Duration.ofMinutes(59));
        devices.sweep();
        assertEquals(OFFLINE_DEVICE_STATUS, status(LAMP));
        clock.advance(Duration.ofMinutes(1));
        devices.sweep();
        assertTrue(registry.snapshot().devices().isEmpty());
        assertTrue(links.getFirst().closed);
    }

    @Test
    void aFaultyDeviceIsInErrorAndStillAlive() {
        announce(lamp(), HOME);
        links.getFirst().up();
        links.getFirst().faulty();
        assertEquals(ERROR_DEVICE_STATUS, status(LAMP));
        assertTrue(devices.isAlive(LAMP_NAME));
        links.getFirst().up();
        assertEquals(ONLINE_DEVICE_STATUS, status(LAMP));
    }

    @Test
    void aSourceThatAnnouncesTooMuchLosesItsOldestButNoneThatLives() {
        for (int i = 1; i <= 5; i++) {
            announce(lamp().named("Lamp " + i), HOME);
            links.getLast().down();
        }
        links.getFirst().up();
        announce(lamp().named("Lamp 6"), HOME);
        assertEquals(List.of("Lamp 1", "Lamp 3", "Lamp 4", "Lamp 5", "Lamp 6"), names());
        announce(lamp().named("Elsewhere"), OTHER);
        assertEquals(6, registry.snapshot().devices().size());
    }

    @Test
    void aNewDeviceIsRefusedWhereAllOthersLive() {
        for (int i = 1; i <= 5; i++) {
            announce(lamp().named("Lamp " + i), HOME);
            links.getLast().up();
        }
        announce(lamp().named("Lamp 6"), HOME);
        assertEquals(5, registry.snapshot().devices().size());
        assertEquals(1, meters.counter("badezimmer.registry.refused").count());
    }

    @Test
    void inAFullRegistryTheSourceWithTheMostMakesRoom() {
        for (int i = 0; i < 20; i++) {
            String source = i < 5 ? HOME : "192.168.7." + (100 + i / 4);
            announce(lamp().named("Lamp %02d".formatted(i)), source);
            links.getLast().down();
        }
        announce(lamp().named("Newest"), OTHER);
        assertEquals(20, registry.snapshot().devices().size());
        assertFalse(names().contains("Lamp 00"));
        assertTrue(names().contains("Newest"));
    }

    @Test
    void aDeviceThatCameToAnotherPortIsConnectedThere() {
        announce(lamp(), HOME);
        links.getFirst().up();
        announce(service("Light Lamp", List.of(), 5000, TransportProtocol.TCP_PROTOCOL, Map.of()), HOME);
        assertEquals(List.of(address(HOME, 5000)), links.getFirst().announced.getLast());
        assertEquals(5000, device(LAMP).getPort());
    }

    private void announce(Service service, String source) {
        devices.on(new Announced(service, InetAddress.ofLiteral(source)));
    }

    private void lost(String fullName, String source, Cause cause) {
        devices.on(new Lost(fullName, InetAddress.ofLiteral(source), cause));
    }

    private ConnectedDevice device(String id) {
        return registry.snapshot().find(id).orElseThrow().device();
    }

    private DeviceStatus status(String id) {
        return device(id).getStatus();
    }

    private List<String> names() {
        return registry.snapshot().devices().stream()
                .map(DeviceEntry::device)
                .map(ConnectedDevice::getDeviceName)
                .toList();
    }

    private static Service lamp(String... addresses) {
        return service(
                "Light Lamp",
                Arrays.stream(addresses).map(Inet4Address::ofLiteral).toList(),
                4000,
                TransportProtocol.TCP_PROTOCOL,
                Map.of("is_on", "false"));
    }

    private static Service service(
            String name,
            List<Inet4Address> addresses,
            int port,
            TransportProtocol protocol,
            Map<String, String> properties) {
        return new Service(
                name,
                "_lightlamp._tcp.local.",
                addresses,
                port,
                protocol,
                DeviceKind.ACTUATOR_KIND,
                DeviceCategory.LIGHT_LAMP,
                2,
                properties,
                Duration.ofSeconds(60));
    }

    private static InetSocketAddress address(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
