package badezimmer.discovery;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who keeps a name that several want. */
class NodeNamesTest extends SimulatedNodes {

    @Test
    void anEstablishedOwnerAnswersAProbeAtOnceAndKeepsItsName() {
        SimulatedNetwork.Host owner = network.addSettledLamp();
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
    void aNameInOtherLettersIsTheSameName() {
        network.addSettledLamp();
        SimulatedNetwork.Host second = network.addHost(1);
        OwnServices.Member lamp = second.node.register(Lamps.lamp("LIGHT lamp", 4_712), network.now);
        network.run(10_000);
        assertEquals("LIGHT lamp-2", lamp.registration().service().instance());
    }

    @Test
    void aDecomposedNameIsTheSameName() {
        SimulatedNetwork.Host first = network.addHost(1);
        first.node.register(Lamps.lamp("K\u00fcche", 4_711), network.now);
        network.run(10_000);
        SimulatedNetwork.Host second = network.addHost(1);
        OwnServices.Member lamp = second.node.register(Lamps.lamp("Ku\u0308che", 4_712), network.now);
        network.run(10_000);
        assertEquals("Ku\u0308che-2", lamp.registration().service().instance());
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
        SimulatedNetwork.Host host = network.addSettledLamp();
        Service intruder = Lamps.lamp(4_799).at(List.of(SimulatedNetwork.address(0, 200)));
        host.node.receive(
                Lamps.bytes(Messages.announcement(intruder), 1), SimulatedNetwork.address(0, 200), network.now);
        int before = network.sent.size();
        network.run(5_000);
        List<SimulatedNetwork.Sent> sent = network.sent.subList(before, network.sent.size());
        assertEquals(3, sent.stream().filter(SimulatedNetwork.Sent::isProbe).count());
        assertEquals("Light Lamp", name(sent.getLast()), "nobody answered: it keeps the name");
    }

    @Test
    void aServiceThatGivesUpItsNameSaysGoodbyeForItAndTheHolderAnnouncesItAgain() {
        SimulatedNetwork.Host first = network.addSettledLamp();
        SimulatedNetwork.Host second = network.addHost(1);
        first.powered = false;
        second.node.register(Lamps.lamp(4_712), network.now);
        network.run(10_000);
        first.powered = true;
        int before = network.sent.size();
        first.node.links(List.of(), network.now);
        first.node.links(first.links, network.now);
        network.run(10_000);

        List<SimulatedNetwork.Sent> goodbyes = network.sent.subList(before, network.sent.size()).stream()
                .filter(sent -> sent.message().getQueryResponse().getAnswersCount() > 0)
                .filter(sent -> sent.message().getQueryResponse().getAnswers(0).getTtl() == 0)
                .toList();
        assertTrue(goodbyes.size() >= 3, () -> "goodbyes: " + goodbyes);
        assertTrue(goodbyes.stream().allMatch(sent -> name(sent).equals("Light Lamp")));
        SimulatedNetwork.Host loser = goodbyes.getFirst().host();
        SimulatedNetwork.Host holder = loser == first ? second : first;
        SimulatedNetwork.Sent rescue = network.sent.subList(before, network.sent.size()).stream()
                .filter(sent -> sent.host() == holder
                        && sent.at() >= goodbyes.getFirst().at())
                .filter(sent -> sent.message().getQueryResponse().getAnswersCount() > 0)
                .findFirst()
                .orElseThrow();
        assertEquals("Light Lamp", name(rescue));
        assertEquals(
                "Light Lamp-2",
                name(network.sent.reversed().stream()
                        .filter(sent -> sent.host() == loser
                                && sent.message().getQueryResponse().getAnswersCount() > 0)
                        .findFirst()
                        .orElseThrow()));
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
        assertEquals(
                6, network.sent.stream().filter(SimulatedNetwork.Sent::isProbe).count());
        assertTrue(host.events.stream().noneMatch(DiscoveryEvent.Renamed.class::isInstance));
    }

    @Test
    void ourOwnPacketFromAnAddressThatWentIsNoConflict() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        byte[] announcement = network.sent.getLast().datagram().bytes();
        host.node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 99)))), network.now);
        host.node.receive(announcement, SimulatedNetwork.address(0, 1), network.now);
        network.run(5_000);
        assertTrue(host.events.stream().noneMatch(DiscoveryEvent.Renamed.class::isInstance));
    }

    @Test
    void aNewAddressIsProbedAndAnnounced() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        int before = network.sent.size();
        host.node.links(List.of(new NetworkLink("eth0", List.of(SimulatedNetwork.address(0, 99)))), network.now);
        network.run(2_000);
        SimulatedNetwork.Sent last = network.sent.getLast();
        assertTrue(network.sent.size() > before);
        assertEquals(
                "10.0.0.99",
                last.message()
                        .getQueryResponse()
                        .getAdditionalRecords(0)
                        .getARecord()
                        .getAddress());
    }

    @Test
    void somebodyElsesGoodbyeForOurNameIsPutRight() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        int before = network.sent.size();
        host.node.receive(
                Lamps.bytes(Messages.goodbye(Lamps.lamp(9).at(List.of(SimulatedNetwork.address(0, 200)))), 1),
                SimulatedNetwork.address(0, 200),
                network.now);
        network.run(2_000);
        assertEquals(1, network.sent.size() - before);
        assertEquals(
                60,
                network.sent
                        .getLast()
                        .message()
                        .getQueryResponse()
                        .getAnswers(0)
                        .getTtl());
    }
}
