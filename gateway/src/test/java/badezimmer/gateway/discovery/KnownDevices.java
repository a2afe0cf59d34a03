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

/** The devices that a gateway at 192.168.7.1/24 knows, without a network: announcements go in, links are fakes. */
abstract class KnownDevices {

    static final String LAMP = "Light Lamp@_lightlamp._tcp.local.";
    static final String LAMP_NAME = "Light Lamp._lightlamp._tcp.local.";
    static final String HOME = "192.168.7.10";
    static final String OTHER = "192.168.7.66";

    final Ticking clock = new Ticking();
    final Ticking steady = new Ticking();
    final DeviceRegistry registry = new DeviceRegistry(clock);
    final List<FakeLink> links = new ArrayList<>();
    final Queue<Runnable> later = new ArrayDeque<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Devices devices = devices(new Devices.Limits(20, 5, Duration.ofHours(1)));

    Devices devices(Devices.Limits limits) {
        return new Devices(
                registry,
                listener -> {
                    links.add(new FakeLink(listener));
                    return links.getLast();
                },
                new Reach(() -> List.of(Subnet.parse("127.0.0.1/8"), Subnet.parse("192.168.7.1/24")), List.of()),
                limits,
                new GatewayMeters(meters),
                clock,
                steady,
                later::add);
    }

    /** Time goes by, on every clock. */
    void advance(Duration by) {
        clock.advance(by);
        steady.advance(by);
    }

    void announce(Service service, String source) {
        devices.on(new Announced(service, InetAddress.ofLiteral(source)));
    }

    void lost(String fullName, String source, Cause cause) {
        devices.on(new Lost(fullName, InetAddress.ofLiteral(source), cause));
    }

    ConnectedDevice device(String id) {
        return registry.snapshot().find(id).orElseThrow().device();
    }

    DeviceStatus status(String id) {
        return device(id).getStatus();
    }

    List<String> names() {
        return registry.snapshot().devices().stream()
                .map(DeviceEntry::device)
                .map(ConnectedDevice::getDeviceName)
                .toList();
    }

    /** What waits on the event loop runs. */
    void settle() {
        for (Runnable step = later.poll(); step != null; step = later.poll()) {
            step.run();
        }
    }

    static Service lamp(String... addresses) {
        return service(
                "Light Lamp",
                Arrays.stream(addresses).map(Inet4Address::ofLiteral).toList(),
                4000,
                TransportProtocol.TCP_PROTOCOL,
                Map.of("is_on", "false"));
    }

    /** One of several lamps of a host, each with a port of its own. */
    static Service lamp(String name, int port) {
        return service(name, List.of(), port, TransportProtocol.TCP_PROTOCOL, Map.of("is_on", "false"));
    }

    static Service service(
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

    static InetSocketAddress address(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    static final class Ticking extends Clock {

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
