package badezimmer.gateway.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.DiscoverySettings;
import badezimmer.discovery.NetworkLink;
import badezimmer.discovery.Node;
import badezimmer.gateway.fuzz.Inputs;
import badezimmer.gateway.link.Condition;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.LinkListener;
import badezimmer.gateway.link.Reach;
import badezimmer.gateway.link.Subnet;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Watch;
import badezimmer.gateway.text.Text;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.ListConnectedDevicesResponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any datagrams through the cache into the registry, with links that come up and die in between: nothing is thrown, what
 * is listed, linked and told to a watcher is the same at every moment and within the limits, and in the end it is nothing.
 */
class DatagramToRegistryFuzzTest {

    private static final int DEVICES = 10;
    private static final int PER_SOURCE = 4;
    private static final DiscoverySettings SETTINGS = new DiscoverySettings(
            DiscoverySettings.DEFAULT_GROUP,
            DiscoverySettings.DEFAULT_PORT,
            List.of(),
            DiscoverySettings.defaults().probeInterval(),
            new DiscoverySettings.Limits(64, 32, 4_096, 50, 2_000, 20, DEVICES, PER_SOURCE));
    private static final List<InetAddress> SOURCES = Stream.of("192.168.7.2", "192.168.7.3", "203.0.113.5", "127.0.0.1")
            .map(InetAddress::ofLiteral)
            .toList();
    private static final long LONGEST_TTL = 4_500_000;
    private static final long SWEEP = 60_000;

    private final List<FakeLink> links = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Map<String, ConnectedDevice> watched = new HashMap<>();
    private DeviceRegistry registry;
    private Devices devices;
    private Watch watch;
    private Node node;
    private long now;
    private boolean powerIsOff;

    /**
     * Input, repeated: a byte that says how much later and from whom; one that says which link comes up, dies or talks
     * nonsense after it; two bytes of length; the message.
     */
    @FuzzTest
    void datagrams(byte[] input) throws InvalidProtocolBufferException {
        start();
        ByteBuffer rest = ByteBuffer.wrap(input);
        while (rest.remaining() >= 4) {
            int control = rest.get() & 0xff;
            int link = rest.get() & 0xff;
            byte[] message = new byte[Math.min(rest.remaining() - 2, rest.getShort() & 0xffff)];
            rest.get(message);
            pass(1L << (control & 0x0f));
            byte[] datagram = ByteBuffer.allocate(4 + message.length)
                    .putInt(message.length)
                    .put(message)
                    .array();
            node.receive(datagram, SOURCES.get(control >> 4 & 3), now);
            settle();
            change(link);
            settle();
            check();
        }
        powerIsOff = true;
        pass(2 * LONGEST_TTL + Duration.ofHours(1).toMillis());
        assertEquals(List.of(), registry.snapshot().devices());
        check();
    }

    @ParameterizedTest
    @MethodSource
    void knownInputs(byte[] input) throws InvalidProtocolBufferException {
        datagrams(input);
    }

    static Stream<Named<byte[]>> knownInputs() {
        return Inputs.of(DatagramToRegistryFuzzTest.class, "datagrams");
    }

    private void start() {
        now = 0;
        powerIsOff = false;
        links.clear();
        later.clear();
        watched.clear();
        registry = new DeviceRegistry(clock());
        watch = registry.watch(() -> {});
        devices = new Devices(
                registry,
                this::link,
                new Reach(() -> List.of(Subnet.parse("127.0.0.1/8"), Subnet.parse("192.168.7.1/24")), List.of()),
                new Devices.Limits(DEVICES, PER_SOURCE, Duration.ofHours(1)),
                new GatewayMeters(new SimpleMeterRegistry()),
                clock(),
                clock(),
                later::add);
        node = new Node(SETTINGS, new Random(1), devices::isAlive);
        node.links(List.of(new NetworkLink("eth0", List.of(Inet4Address.ofLiteral("192.168.7.1")))), now);
        node.browse(now);
        settle();
    }

    private Link link(LinkListener listener) {
        links.add(new FakeLink(listener));
        return links.getLast();
    }

    private void change(int control) {
        List<FakeLink> open =
                links.stream().filter(DatagramToRegistryFuzzTest::isOpen).toList();
        if (!open.isEmpty()) {
            FakeLink link = open.get((control >> 2) % open.size());
            switch (control & 3) {
                case 0 -> link.seen();
                case 1 -> link.up();
                case 2 -> link.down();
                default -> link.faulty();
            }
        }
    }

    /** Lets time pass, with what the node wants to do in it and the sweep once a minute. */
    private void pass(long millis) {
        long until = now + millis;
        int woken = 0;
        while (Math.min(node.nextWake(), nextSweep()) <= until) {
            boolean sweep = nextSweep() < node.nextWake();
            now = Math.max(now, sweep ? nextSweep() : node.nextWake());
            if (sweep) {
                devices.sweep();
            } else {
                node.wake(now);
            }
            settle();
            assertNotEquals(200_000, ++woken, "woken without end");
        }
        now = until;
    }

    private long nextSweep() {
        return (now / SWEEP + 1) * SWEEP;
    }

    private void settle() {
        while (node.pollDatagram() != null) {
            assertTrue(now >= 0);
        }
        for (DiscoveryEvent event = node.pollEvent(); event != null; event = node.pollEvent()) {
            devices.on(event);
        }
        do {
            links.stream().filter(this::isDying).toList().forEach(FakeLink::down);
            for (Runnable step = later.poll(); step != null; step = later.poll()) {
                step.run();
            }
        } while (!later.isEmpty() || links.stream().anyMatch(this::isDying));
        for (DeviceEvent event = watch.next(); event != null; event = watch.next()) {
            switch (event.getEventCase()) {
                case CHANGED -> watched.put(event.getChanged().getId(), event.getChanged());
                case REMOVED -> watched.remove(event.getRemoved());
                default -> {}
            }
        }
    }

    private boolean isDying(FakeLink link) {
        return powerIsOff && isOpen(link) && link.condition() != Condition.DOWN;
    }

    private static boolean isOpen(FakeLink link) {
        return !link.closed;
    }

    private void check() throws InvalidProtocolBufferException {
        Set<String> ids = devices.all().stream().map(Device::id).collect(Collectors.toSet());
        assertTrue(ids.size() <= DEVICES, ids::toString);
        assertEquals(
                ids, registry.snapshot().devices().stream().map(DeviceEntry::id).collect(Collectors.toSet()));
        assertEquals(ids, watched.keySet());
        List<ConnectedDevice> listed = ListConnectedDevicesResponse.parseFrom(
                        registry.snapshot().listResponse())
                .getDevicesList();
        assertEquals(ids.size(), listed.size());
        listed.forEach(device -> {
            assertEquals(device.getStatus(), watched.get(device.getId()).getStatus());
            assertTrue(device.getIpsCount() <= 2 * 8 + 1, device::toString);
            assertTrue(Text.printable(device.getId()).codePoints().noneMatch(Character::isISOControl));
        });
        assertEquals(
                devices.all().stream()
                        .filter(device -> device.link().isPresent())
                        .count(),
                links.stream().filter(DatagramToRegistryFuzzTest::isOpen).count());
        SOURCES.forEach(source -> assertTrue(devices.all().stream()
                        .filter(device -> device.source().equals(source))
                        .count()
                <= PER_SOURCE));
    }

    private Clock clock() {
        return new SuppliedClock(() -> Instant.EPOCH.plusMillis(now));
    }
}
