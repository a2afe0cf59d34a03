package badezimmer.discovery;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSQuestion;
import badezimmer.proto.MDNSType;
import badezimmer.wire.Frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who asks for what, who answers and who does not, on a perfect network. */
class QueryTest {

    private final SimulatedNetwork network = new SimulatedNetwork(7);

    @Test
    void answersAQueryAfter20To120Milliseconds() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        for (String name : List.of(
                Lamps.TYPE,
                "_lightlamp._tcp.local",
                "_LIGHTLAMP._tcp.local.",
                Messages.EVERY_SERVICE,
                "_services._dns-sd._udp.local.")) {
            int before = network.sent.size();
            long asked = network.now;
            host.node.receive(query(name, 0, 0, List.of()), SimulatedNetwork.address(0, 9), asked);
            network.run(1_000);
            assertEquals(1, network.sent.size() - before, name);
            long delay = network.sent.getLast().at() - asked;
            assertTrue(delay >= 20 && delay <= 120, name + " after " + delay + " ms");
        }
    }

    @Test
    void answersManyQueriesOnce() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        int before = network.sent.size();
        for (int i = 0; i < 40; i++) {
            host.node.receive(query(Lamps.TYPE, i, 0, List.of()), SimulatedNetwork.address(0, 9), network.now);
        }
        network.run(1_000);
        assertEquals(1, network.sent.size() - before);
    }

    @Test
    void isSilentOnAQueryForAnotherType() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        int before = network.sent.size();
        host.node.receive(query("_sink._tcp.local.", 1, 0, List.of()), SimulatedNetwork.address(0, 9), network.now);
        network.run(1_000);
        assertEquals(before, network.sent.size());
    }

    @Test
    void isSilentWhenItsNumberIsAmongTheKnownAnswersInAnyDatagramOfTheQuery() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        long number = KnownAnswer.of(Lamps.lamp(4_711).at(host.links.getFirst().addresses()));
        for (List<List<Long>> split : List.of(
                List.of(List.of(number)),
                List.of(List.of(1L), List.of(number)),
                List.of(List.of(number), List.of(1L)))) {
            int before = network.sent.size();
            int transaction = split.hashCode();
            split.forEach(known -> host.node.receive(
                    query(Lamps.TYPE, transaction, 500, known), SimulatedNetwork.address(0, 9), network.now));
            network.run(1_000);
            assertEquals(before, network.sent.size(), split.toString());
        }
    }

    @Test
    void answersWhoDoesNotKnowWhenAnotherDoes() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        long number = KnownAnswer.of(Lamps.lamp(4_711).at(host.links.getFirst().addresses()));
        int before = network.sent.size();
        host.node.receive(query(Lamps.TYPE, 1, 0, List.of()), SimulatedNetwork.address(0, 8), network.now);
        host.node.receive(query(Lamps.TYPE, 2, 0, List.of(number)), SimulatedNetwork.address(0, 9), network.now);
        network.run(1_000);
        assertEquals(1, network.sent.size() - before);
    }

    @Test
    void whoKnewTheAnswerOnceIsAnsweredTheNextTimeWithTheSameTransactionId() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        long number = KnownAnswer.of(Lamps.lamp(4_711).at(host.links.getFirst().addresses()));
        host.node.receive(query(Lamps.TYPE, 0, 0, List.of(number)), SimulatedNetwork.address(0, 9), network.now);
        network.run(1_000);
        int before = network.sent.size();
        host.node.receive(query(Lamps.TYPE, 0, 0, List.of()), SimulatedNetwork.address(0, 9), network.now);
        network.run(1_000);
        assertEquals(1, network.sent.size() - before);
    }

    @Test
    void manyWhoKnowTheAnswerDoNotCancelWhatSomebodyElseIsOwed() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        long number = KnownAnswer.of(Lamps.lamp(4_711).at(host.links.getFirst().addresses()));
        int before = network.sent.size();
        host.node.receive(query(Lamps.TYPE, 7, 500, List.of()), SimulatedNetwork.address(0, 8), network.now);
        for (int i = 0; i < 40; i++) {
            host.node.receive(
                    query(Lamps.TYPE, 100 + i, 500, List.of(number)), SimulatedNetwork.address(0, 9), network.now);
        }
        network.run(1_000);
        assertEquals(1, network.sent.size() - before);
    }

    @Test
    void anAnswerThatIsOwedLaterThanASecondIsNotCancelledByALateDatagram() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        long number = KnownAnswer.of(Lamps.lamp(4_711).at(host.links.getFirst().addresses()));
        int before = network.sent.size();
        for (int i = 0; i < 8; i++) {
            host.node.receive(query(Lamps.TYPE, 7, 10_000, List.of()), SimulatedNetwork.address(0, 8), network.now);
            network.run(1_000);
            host.node.receive(
                    query(Lamps.TYPE, 7, 10_000, List.of(number)), SimulatedNetwork.address(0, 8), network.now);
        }
        network.run(10_000);
        assertTrue(network.sent.size() > before, "who asked and then fell silent for a second is answered");
    }

    @Test
    void spreadsItsAnswersOverTheWindowAskedFor() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        long latest = 0;
        for (int i = 0; i < 50; i++) {
            long asked = network.now;
            host.node.receive(query(Lamps.TYPE, i, 2_000, List.of()), SimulatedNetwork.address(0, 9), asked);
            network.run(3_000);
            latest = Math.max(latest, network.sent.getLast().at() - asked);
        }
        assertTrue(latest > 1_000 && latest <= 2_000, "latest after " + latest + " ms");
    }

    @Test
    void browsesAtZeroOneThreeAndNineSecondsThenEveryMinute() {
        SimulatedNetwork.Host host = network.addHost(1);
        long start = network.now;
        host.node.browse(network.now);
        network.run(200_000);
        List<Long> times = network.sent.stream().map(s -> s.at() - start).toList();
        assertEquals(List.of(0L, 1_000L, 3_000L, 9_000L), times.subList(0, 4));
        for (int i = 4; i < times.size(); i++) {
            long gap = times.get(i) - times.get(i - 1);
            assertTrue(gap >= 54_000 && gap <= 66_000, "gap of " + gap + " ms");
        }
        assertTrue(times.size() >= 6);
    }

    @Test
    void asksForTheTypeBehindAHintOnceAMinute() {
        SimulatedNetwork.Host host = network.addBrowser();
        network.run(20_000);
        int before = network.sent.size();
        byte[] hint = Lamps.datagram(MDNSQueryResponse.newBuilder()
                .addAnswers(Records.response(Lamps.lamp(1), java.time.Duration.ofSeconds(60))
                        .getAnswers(0))
                .build());
        for (int i = 0; i < 10; i++) {
            host.node.receive(hint, SimulatedNetwork.address(0, 9), network.now);
            host.settle();
            network.run(100);
        }
        List<SimulatedNetwork.Sent> asked = network.sent.subList(before, network.sent.size());
        assertEquals(1, asked.size());
        assertEquals(
                Lamps.TYPE,
                asked.getFirst().message().getQueryRequest().getQuestions(0).getName());
        assertTrue(host.events.isEmpty());
    }

    @Test
    void aSourceThatFloodsIsCutOffAndOthersAreNot() {
        Node node = new Node(DiscoverySettings.defaults(), new Random(1), name -> false);
        node.browse(0);
        for (int i = 0; i < 1_000; i++) {
            node.receive(
                    Lamps.bytes(Messages.announcement(Lamps.lamp("Flood" + i, 1)), i),
                    SimulatedNetwork.address(0, 66),
                    0);
        }
        assertEquals(800, node.counters().dropped(Drop.SOURCE_RATE));
        while (node.pollEvent() != null) {
            assertEquals(0, node.counters().dropped(Drop.TOTAL_RATE));
        }
        node.receive(Lamps.bytes(Messages.announcement(Lamps.lamp(1)), 1), SimulatedNetwork.address(0, 1), 0);
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.Announced);
        node.receive(Lamps.bytes(Messages.announcement(Lamps.lamp(1)), 1), SimulatedNetwork.address(0, 66), 1_000);
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.LimitReached);
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.Lost, "its share of the cache is used up");
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.Announced, "a second later it may speak again");
    }

    private static byte[] query(String name, int transaction, int window, List<Long> known) {
        return Frames.encode(MDNS.newBuilder()
                .setTransactionId(transaction)
                .setQueryRequest(MDNSQueryRequest.newBuilder()
                        .addQuestions(MDNSQuestion.newBuilder().setName(name).setType(MDNSType.MDNS_PTR))
                        .setResponseWindowMs(window)
                        .addAllKnownAnswers(known))
                .build());
    }
}
