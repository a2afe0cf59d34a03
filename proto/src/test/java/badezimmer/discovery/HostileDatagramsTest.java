package badezimmer.discovery;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import badezimmer.fuzz.Allocation;
import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSQuestion;
import badezimmer.wire.Frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a stranger sends: nothing is thrown, it is counted, and the next good message works. */
class HostileDatagramsTest {

    private static final InetAddress STRANGER = SimulatedNetwork.address(0, 66);

    private final Node node = new Node(SimulatedNetwork.generous(), new Random(1), name -> false);
    private long now;

    @BeforeEach
    void join() {
        node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 1)))), 0);
        node.browse(0);
        node.register(Lamps.lamp(4_711), 0);
    }

    @Test
    void aTruncatedDatagramIsCounted() {
        byte[] good = Lamps.bytes(Messages.announcement(Lamps.lamp("Other", 1)), 1);
        for (int length = 0; length < good.length; length++) {
            receive(Arrays.copyOf(good, length));
        }
        assertEquals(good.length, node.counters().dropped(Drop.TRUNCATED));
        assertWorks();
    }

    @Test
    void bytesBehindTheLengthAreIgnored() {
        byte[] good = Lamps.bytes(Messages.announcement(Lamps.lamp("Other", 1)), 1);
        receive(Arrays.copyOf(good, good.length + 100));
        assertTrue(announced());
    }

    @Test
    void aLengthAboveTheLimitIsCounted() {
        receive(new byte[] {-1, -1, -1, -1, 0});
        receive(ByteBuffer.allocate(8).putInt(Frames.MAX_LENGTH + 1).array());
        assertEquals(2, node.counters().dropped(Drop.OVERSIZED));
        assertWorks();
    }

    @Test
    void anEmptyMessageIsCounted() {
        receive(new byte[4]);
        assertEquals(1, node.counters().dropped(Drop.MALFORMED));
        assertWorks();
    }

    @Test
    void recordsAreCountedBeforeTheyAreDecoded() {
        byte[] empty = new byte[65_000];
        for (int i = 0; i < empty.length; i += 2) {
            empty[i] = 0x0a;
        }
        byte[] datagram = Frames.encode(MDNS.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                MDNS.QUERY_RESPONSE_FIELD_NUMBER,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.copyFrom(empty))
                                        .build())
                        .build())
                .build());
        receive(datagram);
        Allocation allocated = new Allocation();
        receive(datagram);
        assertTrue(allocated.bytes() < 32_000, () -> allocated.bytes() + " bytes");
        assertEquals(2, node.counters().dropped(Drop.TOO_MANY_RECORDS));
        assertWorks();
    }

    @Test
    void tooManyRecordsAreCounted() {
        MDNSQueryRequest.Builder query = MDNSQueryRequest.newBuilder();
        IntStream.range(0, 65)
                .forEach(i -> query.addQuestions(MDNSQuestion.newBuilder().setName(Lamps.TYPE)));
        receive(Frames.encode(MDNS.newBuilder().setQueryRequest(query).build()));
        assertEquals(1, node.counters().dropped(Drop.TOO_MANY_RECORDS));
        assertWorks();
    }

    @Test
    void nestedNonsenseDoesNotExhaustTheStack() {
        byte[] nested = new byte[60_000];
        for (int i = 0; i + 1 < nested.length; i += 2) {
            nested[i] = 0x1b;
            nested[i + 1] = 0x1b;
        }
        receive(ByteBuffer.allocate(4 + nested.length)
                .putInt(nested.length)
                .put(nested)
                .array());
        assertEquals(1, node.counters().dropped(Drop.MALFORMED));
        assertWorks();
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[4 + random.nextInt(200)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                ByteBuffer.wrap(bytes).putInt(0, bytes.length - 4);
            }
            receive(bytes);
        }
        assertWorks();
    }

    @Test
    void goodMessagesWithFlippedBytesNeverThrow() {
        Random random = new Random(43);
        List<byte[]> seeds = List.of(
                Lamps.bytes(
                        Messages.announcement(Lamps.lamp("Other", 1).at(List.of(SimulatedNetwork.address(0, 9)))), 1),
                Lamps.bytes(Messages.announcement(Lamps.lamp(9).at(List.of(SimulatedNetwork.address(0, 9)))), 1),
                Lamps.bytes(Messages.goodbye(Lamps.lamp(9)), 1),
                Lamps.bytes(Messages.probe(Lamps.lamp(9).at(List.of(SimulatedNetwork.address(0, 9)))), 1),
                Messages.queries(List.of(Lamps.TYPE), 100, List.of(1L, 2L), 1).getFirst());
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            int flips = 1 + random.nextInt(6);
            for (int flip = 0; flip < flips; flip++) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
            }
            receive(bytes);
        }
        assertWorks();
    }

    @Test
    void aContradictionInOneDatagramIsAGoodbye() {
        Service lamp = Lamps.lamp("Other", 1);
        MDNSQueryResponse both = Records.response(lamp, lamp.ttl()).toBuilder()
                .mergeFrom(Records.response(lamp, java.time.Duration.ZERO))
                .build();
        receive(Lamps.datagram(both));
        assertEquals(null, node.pollEvent(), "nothing was known, nothing is lost");
        assertWorks();
    }

    @Test
    void whoSaysLittleIsHeardInAFloodOfOthers() {
        Node flooded = new Node(DiscoverySettings.defaults(), new Random(1), name -> false);
        flooded.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 1)))), 0);
        flooded.browse(0);
        byte[] noise = new byte[4];
        for (int i = 0; i < 100_000; i++) {
            flooded.receive(noise, SimulatedNetwork.address(0, 100 + i % 100), i / 10);
        }
        flooded.receive(Lamps.bytes(Messages.announcement(Lamps.lamp("Good Lamp", 1)), 1), STRANGER, 10_000);
        assertTrue(flooded.pollEvent() instanceof DiscoveryEvent.Announced);
        assertTrue(flooded.counters().dropped(Drop.TOTAL_RATE) > 0);
    }

    @Test
    void aHugeResponseWindowIsBounded() {
        for (int now = 0; now < 10_000; now++) {
            node.wake(now);
        }
        while (node.pollDatagram() != null) {
            this.now = 10_000;
        }
        receive(Frames.encode(MDNS.newBuilder()
                .setQueryRequest(MDNSQueryRequest.newBuilder()
                        .addQuestions(MDNSQuestion.newBuilder().setName(Lamps.TYPE))
                        .setResponseWindowMs(-1))
                .build()));
        assertTrue(node.nextWake() <= 20_000);
    }

    private void receive(byte[] datagram) {
        node.receive(datagram, STRANGER, now++);
        if (node.nextWake() <= now) {
            node.wake(now);
        }
        while (node.pollDatagram() != null) {
            assertTrue(now >= 0);
        }
    }

    private void assertWorks() {
        while (node.pollEvent() != null) {
            assertTrue(now >= 0);
        }
        receive(Lamps.bytes(Messages.announcement(Lamps.lamp("Good Lamp", 1)), 1));
        assertTrue(announced());
    }

    private boolean announced() {
        for (DiscoveryEvent event = node.pollEvent(); event != null; event = node.pollEvent()) {
            if (event instanceof DiscoveryEvent.Announced) {
                return true;
            }
        }
        return false;
    }
}
