package badezimmer.discovery;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.fuzz.Allocation;
import badezimmer.fuzz.Inputs;
import badezimmer.wire.Frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any datagrams, from anybody, in any order, to a node that owns a lamp and looks for others: nothing is thrown, what is
 * remembered stays within the limits, what is sent can be read, and in the end nothing is left behind.
 */
class DatagramFuzzTest {

    private static final int SERVICES = 12;
    private static final int PER_SOURCE = 5;
    private static final DiscoverySettings SETTINGS = new DiscoverySettings(
            DiscoverySettings.DEFAULT_GROUP,
            DiscoverySettings.DEFAULT_PORT,
            List.of(),
            DiscoverySettings.defaults().probeInterval(),
            new DiscoverySettings.Limits(64, 32, 4_096, 50, 2_000, 20, SERVICES, PER_SOURCE));
    private static final InetAddress SELF = SimulatedNetwork.address(0, 1);

    /** Of a datagram's bytes this many are allocated at most, for each of them, to understand it. */
    private static final int FOR_EACH_BYTE = 400;

    private static final long LONGEST_TTL = 4_500_000;

    private final Set<Held> held = new HashSet<>();
    private Node node;
    private long now;
    private boolean thrifty;

    private record Held(String fullName, InetAddress source) {}

    /**
     * Input, repeated: a byte that says how much later, from whom and whether the length goes before it or is in it; two bytes
     * of length; the datagram.
     */
    @FuzzTest
    void datagrams(byte[] input) {
        // What a first run allocates may be classes, not what the datagrams hold.
        assertTrue(isThrifty(input) || isThrifty(input), "more was allocated than there is to understand");
    }

    private boolean isThrifty(byte[] input) {
        thrifty = true;
        held.clear();
        now = 0;
        node = new Node(SETTINGS, new Random(1), name -> now < 600_000 && name.hashCode() % 3 == 0);
        node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 1)))), now);
        node.browse(now);
        OwnServices.Member lamp = node.register(Lamps.lamp(4_711), now);
        settle();

        ByteBuffer rest = ByteBuffer.wrap(input);
        while (rest.remaining() >= 3) {
            int control = rest.get() & 0xff;
            byte[] bytes = new byte[Math.min(rest.remaining() - 2, rest.getShort() & 0xffff)];
            rest.get(bytes);
            pass(1L << (control & 0x0f));
            InetAddress source = (control & 0x40) == 0 ? SimulatedNetwork.address(0, 2 + (control >> 4 & 3)) : SELF;
            receive((control & 0x80) == 0 ? framed(bytes) : bytes, source);
            assertTrue(held.size() <= SERVICES, () -> "remembered: " + held);
            assertTrue(held.stream().filter(one -> one.source().equals(source)).count() <= PER_SOURCE);
        }

        lamp.leave(now);
        settle();
        pass(2 * LONGEST_TTL);
        assertEquals(Set.of(), held);
        assertTrue(node.hasLeft());
        return thrifty;
    }

    @ParameterizedTest
    @MethodSource
    void knownInputs(byte[] input) {
        datagrams(input);
    }

    static Stream<Named<byte[]>> knownInputs() {
        return Inputs.of(DatagramFuzzTest.class, "datagrams");
    }

    private void receive(byte[] datagram, InetAddress source) {
        Allocation allocation = new Allocation();
        node.receive(datagram, source, now);
        thrifty &= allocation.bytes() <= Frames.MAX_LENGTH + (long) FOR_EACH_BYTE * datagram.length;
        settle();
    }

    /** Lets time pass, waking the node whenever it wants to be. */
    private void pass(long millis) {
        long until = now + millis;
        int woken = 0;
        while (node.nextWake() <= until) {
            now = Math.max(now, node.nextWake());
            node.wake(now);
            settle();
            assertNotEquals(200_000, ++woken, "woken without end");
        }
        now = until;
    }

    private void settle() {
        for (Datagram sent = node.pollDatagram(); sent != null; sent = node.pollDatagram()) {
            Lamps.message(sent);
        }
        for (DiscoveryEvent event = node.pollEvent(); event != null; event = node.pollEvent()) {
            switch (event) {
                case DiscoveryEvent.Announced announced -> {
                    held.add(new Held(announced.service().fullName(), announced.source()));
                    check(announced.service());
                }
                case DiscoveryEvent.Lost lost -> held.remove(new Held(lost.fullName(), lost.source()));
                case DiscoveryEvent.Registered registered -> check(registered.service());
                case DiscoveryEvent.Renamed renamed -> checkName(renamed.to());
                case DiscoveryEvent.LimitReached _ -> {}
            }
        }
    }

    private static void check(Service service) {
        checkName(service.fullName());
        assertTrue(service.properties().size() <= 35, service::toString);
        assertTrue(service.port() >= 0 && service.port() <= 65_535, service::toString);
        assertTrue(!service.ttl().isNegative(), service::toString);
        int text = service.properties().entrySet().stream()
                .mapToInt(entry -> utf8(entry.getKey()) + utf8(entry.getValue()))
                .sum();
        assertTrue(text <= 4_096, service::toString);
        Service again = Records.read(Records.response(service, service.ttl()), SETTINGS.limits(), new Counters())
                .getFirst()
                .completing(null);
        assertEquals(service.fullName(), again.fullName());
    }

    private static void checkName(String name) {
        assertTrue(utf8(name) <= 255 + 4, name);
        assertTrue(name.codePoints().noneMatch(Character::isISOControl), name);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static byte[] framed(byte[] payload) {
        byte[] datagram = Arrays.copyOf(new byte[4], 4 + payload.length);
        ByteBuffer.wrap(datagram).putInt(payload.length).put(payload);
        return datagram;
    }
}
