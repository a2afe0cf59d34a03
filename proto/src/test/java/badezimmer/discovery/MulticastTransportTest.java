package badezimmer.discovery;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.TransportProtocol;
import badezimmer.wire.Frames;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real sockets, a real multicast group, on loopback. */
@Timeout(120)
class MulticastTransportTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<MulticastTransport> started = new ArrayList<>();
    private DiscoverySettings settings;

    @BeforeEach
    void chooseAFreePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0)) {
            settings = onLoopback(probe.getLocalPort());
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (MulticastTransport transport : started) {
            done(transport.close());
        }
        done(vertx.close());
    }

    @Test
    void aDeviceIsFoundFollowedAndLost() throws Exception {
        List<DiscoveryEvent> seen = new CopyOnWriteArrayList<>();
        start(seen).browse();
        MulticastTransport device = start(new CopyOnWriteArrayList<>());

        MulticastTransport.Publication lamp = device.register(lamp("false"), _ -> {});
        patiently().until(() -> !announced(seen).isEmpty());
        Service found = announced(seen).getFirst().service();
        assertEquals("Light Lamp@_lightlamp._tcp.local.", found.id());
        assertEquals("127.0.0.1", found.addresses().getFirst().getHostAddress());
        assertEquals("127.0.0.1", announced(seen).getFirst().source().getHostAddress());

        lamp.update(Map.of("is_on", "true"));
        patiently()
                .until(() -> "true"
                        .equals(announced(seen).getLast().service().properties().get("is_on")));

        started.remove(device);
        done(device.close());
        DiscoveryEvent goodbye = new DiscoveryEvent.Lost(
                found.fullName(), announced(seen).getFirst().source(), DiscoveryEvent.Cause.GOODBYE);
        patiently().until(() -> seen.contains(goodbye));
    }

    @Test
    void whoBrowsesLaterFindsWhatIsThere() throws Exception {
        List<DiscoveryEvent> own = new CopyOnWriteArrayList<>();
        start(new CopyOnWriteArrayList<>()).register(lamp("false"), own::add);
        patiently().until(() -> own.stream().anyMatch(DiscoveryEvent.Registered.class::isInstance));

        List<DiscoveryEvent> seen = new CopyOnWriteArrayList<>();
        start(seen).browse();
        patiently().until(() -> !announced(seen).isEmpty());
    }

    @Test
    void twoOfTheSameNameOnOneHostBecomeTwo() throws Exception {
        List<DiscoveryEvent> first = new CopyOnWriteArrayList<>();
        List<DiscoveryEvent> second = new CopyOnWriteArrayList<>();
        start(new CopyOnWriteArrayList<>()).register(lamp("false"), first::add);
        start(new CopyOnWriteArrayList<>()).register(lampAt(4_712), second::add);
        patiently().until(() -> registered(first) != null && registered(second) != null);
        assertEquals(
                List.of("Light Lamp", "Light Lamp-2"),
                List.of(registered(first), registered(second)).stream().sorted().toList());
    }

    @Test
    void tellsWhichInterfacesItIsHeardOn() throws Exception {
        MulticastTransport transport = start(new CopyOnWriteArrayList<>());
        assertEquals(List.of("lo"), transport.joinedInterfaces());
        started.remove(transport);
        done(transport.close());
        assertTrue(transport.joinedInterfaces().isEmpty());
    }

    @Test
    void aLongDatagramArrivesWhole() throws Exception {
        List<DiscoveryEvent> seen = new CopyOnWriteArrayList<>();
        start(seen).browse();
        start(new CopyOnWriteArrayList<>()).register(lamp("false").with(Map.of("note", "x".repeat(4_000))), _ -> {});
        patiently().until(() -> !announced(seen).isEmpty());
        assertEquals(
                4_000,
                announced(seen).getFirst().service().properties().get("note").length());
    }

    @Test
    void whatCameInARowIsToldApart() throws Exception {
        List<DiscoveryEvent> seen = new CopyOnWriteArrayList<>();
        MulticastTransport transport = start(seen);
        transport.browse();
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "Light Lamp " + i).toList();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        transport.context().runOnContext(unused -> {
            held.countDown();
            waitFor(sent);
        });
        waitFor(held);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
            for (String name : names) {
                byte[] datagram =
                        Frames.encode(Messages.announcement(lamp("false").named(name)));
                socket.send(new DatagramPacket(
                        datagram, datagram.length, InetAddress.ofLiteral(settings.group()), settings.port()));
            }
        } finally {
            sent.countDown();
        }
        patiently().until(() -> announced(seen).size() >= names.size());
        assertEquals(
                names,
                announced(seen).stream().map(each -> each.service().instance()).toList());
    }

    @Test
    void aMissingInterfaceIsNamedAtTheStart() {
        DiscoverySettings missing = new DiscoverySettings(
                settings.group(), settings.port(), List.of("bath0"), settings.probeInterval(), settings.limits());
        Throwable failure = failure(new MulticastTransport(vertx, missing, name -> false, event -> {}).start());
        assertTrue(
                failure.getMessage()
                        .startsWith("badezimmer.discovery.interfaces is bath0, allowed is any of this machine's: "),
                failure.getMessage());
    }

    @Test
    void aPortThatIsNotSharedIsNamedAtTheStart() throws Exception {
        try (DatagramSocket selfish = new DatagramSocket(null)) {
            selfish.setReuseAddress(false);
            selfish.bind(new java.net.InetSocketAddress(settings.port()));
            Throwable failure = failure(new MulticastTransport(vertx, settings, name -> false, event -> {}).start());
            assertTrue(failure.getMessage().startsWith("badezimmer.discovery.port is " + settings.port()));
        }
    }

    private MulticastTransport start(List<DiscoveryEvent> events) throws Exception {
        MulticastTransport transport = new MulticastTransport(vertx, settings, name -> false, events::add);
        done(transport.start());
        started.add(transport);
        return transport;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<DiscoveryEvent.Announced> announced(List<DiscoveryEvent> events) {
        return events.stream()
                .filter(DiscoveryEvent.Announced.class::isInstance)
                .map(DiscoveryEvent.Announced.class::cast)
                .toList();
    }

    private static String registered(List<DiscoveryEvent> events) {
        return events.stream()
                .filter(DiscoveryEvent.Registered.class::isInstance)
                .map(event -> ((DiscoveryEvent.Registered) event).service().instance())
                .findFirst()
                .orElse(null);
    }

    private static Service lamp(String isOn) {
        return lampAt(4_711).with(Map.of("is_on", isOn));
    }

    private static Service lampAt(int port) {
        return new Service(
                "Light Lamp",
                "_lightlamp._tcp.local.",
                List.of(),
                port,
                TransportProtocol.TCP_PROTOCOL,
                DeviceKind.ACTUATOR_KIND,
                DeviceCategory.LIGHT_LAMP,
                2,
                Map.of(),
                Duration.ofSeconds(60));
    }

    private static DiscoverySettings onLoopback(int port) {
        DiscoverySettings usual = DiscoverySettings.defaults();
        return new DiscoverySettings(usual.group(), port, List.of("lo"), usual.probeInterval(), usual.limits());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Throwable failure(Future<?> future) {
        try {
            done(future);
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
