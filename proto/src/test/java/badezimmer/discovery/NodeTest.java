package badezimmer.discovery;

import java.util.List;
import java.util.Map;
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

/** What a registration says and when, on a perfect network. */
class NodeTest {

    private final SimulatedNetwork network = new SimulatedNetwork(7);

    @Test
    void probesThreeTimesThenAnnouncesAtZeroOneAndThreeSeconds() {
        SimulatedNetwork.Host host = network.addHost(1);
        long start = network.now;
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(60_000);

        List<Long> probes = times(s -> isProbe(s), host);
        assertEquals(3, probes.size());
        assertTrue(probes.getFirst() - start <= 250);
        assertEquals(100, probes.get(1) - probes.get(0));
        assertEquals(100, probes.get(2) - probes.get(1));
        List<Long> announcements = times(s -> !isProbe(s), host);
        long first = probes.get(2) + 100;
        assertEquals(List.of(first, first + 1_000, first + 3_000), announcements);
    }

    @Test
    void aProbeCarriesWhatItProposes() {
        SimulatedNetwork.Host host = network.addHost(2);
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(300);
        MDNSQueryRequest probe = message(network.sent.getFirst()).getQueryRequest();
        assertEquals(Lamps.TYPE, probe.getQuestions(0).getName());
        assertEquals(4, probe.getAuthoritiesCount(), "two A records, SRV and TXT");
        assertTrue(probe.getAuthoritiesList().stream()
                .allMatch(record -> record.getName().equals("Light Lamp._lightlamp._tcp.local.")));
    }

    @Test
    void eachLinkHearsOnlyOfTheAddressesThere() {
        SimulatedNetwork.Host host = network.addHost(2);
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(2_000);
        for (SimulatedNetwork.Sent sent : network.sent) {
            if (!isProbe(sent)) {
                List<String> announced = message(sent).getQueryResponse().getAdditionalRecordsList().stream()
                        .filter(record -> record.hasARecord())
                        .map(record -> record.getARecord().getAddress())
                        .toList();
                String there = sent.datagram().link().addresses().getFirst().getHostAddress();
                assertEquals(List.of(there), announced);
            }
        }
    }

    @Test
    void changesWithin100MillisecondsAreOneAnnouncementWithTheLastState() {
        SimulatedNetwork.Host host = settled();
        OwnServices.Member lamp = host.node.register(Lamps.lamp("Other", 4_712), network.now);
        network.run(10_000);
        int before = network.sent.size();
        for (int i = 1; i <= 50; i++) {
            String brightness = Integer.toString(i);
            network.at(network.now + i, () -> lamp.update(Map.of("brightness", brightness), network.now));
        }
        network.run(1_000);
        List<SimulatedNetwork.Sent> sent = network.sent.subList(before, network.sent.size());
        assertEquals(2, sent.size());
        assertEquals(100, sent.get(1).at() - sent.get(0).at());
        assertEquals("1", brightness(sent.getFirst()));
        assertEquals("50", brightness(sent.getLast()));
    }

    @Test
    void anUnchangedUpdateSaysNothing() {
        SimulatedNetwork.Host host = network.addHost(1);
        OwnServices.Member lamp = host.node.register(Lamps.lamp(4_711), network.now);
        network.run(10_000);
        int before = network.sent.size();
        lamp.update(Lamps.lamp(4_711).properties(), network.now);
        network.run(1_000);
        assertEquals(before, network.sent.size());
    }

    @Test
    void saysGoodbyeThreeTimesWithin250Milliseconds() {
        SimulatedNetwork.Host host = settled();
        SimulatedNetwork.Host gateway = browser();
        network.run(1_000);
        int before = network.sent.size();
        long start = network.now;
        host.node.leave(network.now);
        network.run(1_000);
        List<SimulatedNetwork.Sent> goodbyes = network.sent.subList(before, network.sent.size());
        assertEquals(3, goodbyes.size());
        assertTrue(goodbyes.getLast().at() - start <= 250);
        assertTrue(goodbyes.stream()
                .flatMap(s -> message(s).getQueryResponse().getAdditionalRecordsList().stream())
                .allMatch(record -> record.getTtl() == 0));
        assertTrue(host.node.hasLeft());
        assertEquals(
                1,
                gateway.events.stream()
                        .filter(DiscoveryEvent.Lost.class::isInstance)
                        .count());
    }

    @Test
    void anEstablishedOwnerAnswersAProbeAtOnceAndKeepsItsName() {
        SimulatedNetwork.Host owner = settled();
        SimulatedNetwork.Host second = network.addHost(1);
        OwnServices.Member lamp = second.node.register(Lamps.lamp(4_712), network.now);
        long start = network.now;
        network.run(10_000);
        List<SimulatedNetwork.Sent> defences = network.sent.stream()
                .filter(s -> s.host() == owner && s.at() >= start)
                .toList();
        assertEquals(1, defences.size());
        assertEquals(firstProbe(second), defences.getFirst().at());
        assertEquals("Light Lamp-2", lamp.registration().service().instance());
        assertTrue(second.events.stream().anyMatch(DiscoveryEvent.Renamed.class::isInstance));
    }

    @Test
    void ofTwoThatProbeAtOnceTheLaterProposalWins() {
        SimulatedNetwork.Host first = network.addHost(1);
        SimulatedNetwork.Host second = network.addHost(1);
        OwnServices.Member loser = first.node.register(Lamps.lamp(4_711), network.now);
        OwnServices.Member winner = second.node.register(Lamps.lamp(4_711), network.now);
        network.run(10_000);
        assertEquals("Light Lamp", winner.registration().service().instance(), "10.0.0.2 sorts behind 10.0.0.1");
        assertEquals("Light Lamp-2", loser.registration().service().instance());
    }

    @Test
    void threeStartedAtOnceBecomeThree() {
        List<OwnServices.Member> lamps = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> network.addHost(1).node.register(Lamps.lamp(4_711), network.now))
                .toList();
        network.run(20_000);
        assertEquals(
                List.of("Light Lamp", "Light Lamp-2", "Light Lamp-3"),
                lamps.stream()
                        .map(l -> l.registration().service().instance())
                        .sorted()
                        .toList());
    }

    @Test
    void severalOfOneNameInOneProcessBecomeSeveral() {
        SimulatedNetwork.Host host = network.addHost(1);
        List<OwnServices.Member> lamps = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> host.node.register(Lamps.lamp(4_711 + i), network.now))
                .toList();
        network.run(30_000);
        assertEquals(
                5,
                lamps.stream()
                        .map(l -> l.registration().service().instance())
                        .distinct()
                        .count());
    }

    @Test
    void aConflictSeenLaterIsProbedAgain() {
        SimulatedNetwork.Host host = settled();
        Service intruder = Lamps.lamp(4_799).at(List.of(SimulatedNetwork.address(0, 200)));
        host.node.receive(Messages.announcement(intruder, 1), SimulatedNetwork.address(0, 200), network.now);
        int before = network.sent.size();
        network.run(5_000);
        List<SimulatedNetwork.Sent> sent = network.sent.subList(before, network.sent.size());
        assertEquals(3, sent.stream().filter(NodeTest::isProbe).count());
        assertEquals("Light Lamp", name(sent.getLast()), "nobody answered: it keeps the name");
    }

    @Test
    void ourOwnPacketsOnAnyLinkAreNoConflict() {
        SimulatedNetwork.Host host = network.addHost(2);
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(300);
        for (SimulatedNetwork.Sent sent : List.copyOf(network.sent)) {
            host.links.forEach(link ->
                    host.node.receive(sent.datagram().bytes(), link.addresses().getFirst(), network.now));
        }
        network.run(10_000);
        assertEquals(6, network.sent.stream().filter(NodeTest::isProbe).count());
        assertTrue(host.events.stream().noneMatch(DiscoveryEvent.Renamed.class::isInstance));
    }

    @Test
    void ourOwnPacketFromAnAddressThatWentIsNoConflict() {
        SimulatedNetwork.Host host = settled();
        byte[] announcement = network.sent.getLast().datagram().bytes();
        host.node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 99)))), network.now);
        host.node.receive(announcement, SimulatedNetwork.address(0, 1), network.now);
        network.run(5_000);
        assertTrue(host.events.stream().noneMatch(DiscoveryEvent.Renamed.class::isInstance));
    }

    @Test
    void aNewAddressIsProbedAndAnnounced() {
        SimulatedNetwork.Host host = settled();
        int before = network.sent.size();
        host.node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 99)))), network.now);
        network.run(2_000);
        SimulatedNetwork.Sent last = network.sent.getLast();
        assertTrue(network.sent.size() > before);
        assertEquals(
                "10.0.0.99",
                message(last)
                        .getQueryResponse()
                        .getAdditionalRecords(0)
                        .getARecord()
                        .getAddress());
    }

    @Test
    void somebodyElsesGoodbyeForOurNameIsPutRight() {
        SimulatedNetwork.Host host = settled();
        int before = network.sent.size();
        host.node.receive(
                Messages.goodbye(Lamps.lamp(9).at(List.of(SimulatedNetwork.address(0, 200))), 1),
                SimulatedNetwork.address(0, 200),
                network.now);
        network.run(2_000);
        assertEquals(1, network.sent.size() - before);
        assertEquals(
                60,
                message(network.sent.getLast()).getQueryResponse().getAnswers(0).getTtl());
    }

    @Test
    void answersAQueryAfter20To120Milliseconds() {
        SimulatedNetwork.Host host = settled();
        for (String name :
                List.of(Lamps.TYPE, "_lightlamp._tcp.local", Messages.EVERY_SERVICE, "_services._dns-sd._udp.local.")) {
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
        SimulatedNetwork.Host host = settled();
        int before = network.sent.size();
        for (int i = 0; i < 40; i++) {
            host.node.receive(query(Lamps.TYPE, i, 0, List.of()), SimulatedNetwork.address(0, 9), network.now);
        }
        network.run(1_000);
        assertEquals(1, network.sent.size() - before);
    }

    @Test
    void isSilentOnAQueryForAnotherType() {
        SimulatedNetwork.Host host = settled();
        int before = network.sent.size();
        host.node.receive(query("_sink._tcp.local.", 1, 0, List.of()), SimulatedNetwork.address(0, 9), network.now);
        network.run(1_000);
        assertEquals(before, network.sent.size());
    }

    @Test
    void isSilentWhenItsNumberIsAmongTheKnownAnswersInAnyDatagramOfTheQuery() {
        SimulatedNetwork.Host host = settled();
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
        SimulatedNetwork.Host host = settled();
        long number = KnownAnswer.of(Lamps.lamp(4_711).at(host.links.getFirst().addresses()));
        int before = network.sent.size();
        host.node.receive(query(Lamps.TYPE, 1, 0, List.of()), SimulatedNetwork.address(0, 8), network.now);
        host.node.receive(query(Lamps.TYPE, 2, 0, List.of(number)), SimulatedNetwork.address(0, 9), network.now);
        network.run(1_000);
        assertEquals(1, network.sent.size() - before);
    }

    @Test
    void spreadsItsAnswersOverTheWindowAskedFor() {
        SimulatedNetwork.Host host = settled();
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
        SimulatedNetwork.Host host = browser();
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
                message(asked.getFirst()).getQueryRequest().getQuestions(0).getName());
        assertTrue(host.events.isEmpty());
    }

    @Test
    void aSourceThatFloodsIsCutOffAndOthersAreNot() {
        Node node = new Node(DiscoverySettings.defaults(), new Random(1), name -> false);
        node.browse(0);
        for (int i = 0; i < 1_000; i++) {
            node.receive(Messages.announcement(Lamps.lamp("Flood" + i, 1), i), SimulatedNetwork.address(0, 66), 0);
        }
        assertEquals(800, node.counters().dropped(Drop.SOURCE_RATE));
        while (node.pollEvent() != null) {
            assertEquals(0, node.counters().dropped(Drop.TOTAL_RATE));
        }
        node.receive(Messages.announcement(Lamps.lamp(1), 1), SimulatedNetwork.address(0, 1), 0);
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.Announced);
        node.receive(Messages.announcement(Lamps.lamp(1), 1), SimulatedNetwork.address(0, 66), 1_000);
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.Lost, "its share of the cache is used up");
        assertTrue(node.pollEvent() instanceof DiscoveryEvent.Announced, "a second later it may speak again");
    }

    @Test
    void manyServicesThatChangeOftenArePacedAndTheirLastStateGoesOut() {
        DiscoverySettings usual = DiscoverySettings.defaults();
        SimulatedNetwork.Host host = network.addHost(1, usual);
        List<OwnServices.Member> lamps = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> host.node.register(Lamps.lamp("Lamp " + i, 5_000 + i), network.now))
                .toList();
        network.run(20_000);
        int before = network.sent.size();
        for (int i = 0; i < 300; i++) {
            String brightness = Integer.toString(i);
            network.at(
                    network.now + i * 100,
                    () -> lamps.forEach(lamp -> lamp.update(Map.of("brightness", brightness), network.now)));
        }
        network.run(40_000);
        List<SimulatedNetwork.Sent> sent = network.sent.subList(before, network.sent.size());
        assertTrue(sent.size() <= 200 + 40 * 20, sent.size() + " datagrams in 40 s");
        List<SimulatedNetwork.Sent> last = sent.subList(sent.size() - 30, sent.size());
        assertTrue(last.stream().allMatch(s -> brightness(s).equals("299")));
        assertEquals(30, last.stream().map(NodeTest::name).distinct().count());
    }

    private SimulatedNetwork.Host settled() {
        SimulatedNetwork.Host host = network.addHost(1);
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(10_000);
        return host;
    }

    private SimulatedNetwork.Host browser() {
        SimulatedNetwork.Host host = network.addHost(1);
        host.node.browse(network.now);
        return host;
    }

    private long firstProbe(SimulatedNetwork.Host host) {
        return times(NodeTest::isProbe, host).getFirst();
    }

    private List<Long> times(java.util.function.Predicate<SimulatedNetwork.Sent> which, SimulatedNetwork.Host host) {
        return network.sent.stream()
                .filter(s -> s.host() == host && which.test(s))
                .map(SimulatedNetwork.Sent::at)
                .toList();
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

    private static boolean isProbe(SimulatedNetwork.Sent sent) {
        return message(sent).getQueryRequest().getAuthoritiesCount() > 0;
    }

    private static MDNS message(SimulatedNetwork.Sent sent) {
        return Lamps.message(sent.datagram());
    }

    private static String brightness(SimulatedNetwork.Sent sent) {
        return message(sent).getQueryResponse().getAdditionalRecordsList().stream()
                .filter(record -> record.hasTxtRecord())
                .map(record -> record.getTxtRecord().getEntriesOrThrow("brightness"))
                .findFirst()
                .orElseThrow();
    }

    private static String name(SimulatedNetwork.Sent sent) {
        String fullName =
                message(sent).getQueryResponse().getAnswers(0).getPtrRecord().getDomainName();
        return fullName.substring(0, fullName.indexOf('.'));
    }
}
