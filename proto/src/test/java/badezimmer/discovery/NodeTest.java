package badezimmer.discovery;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import badezimmer.proto.MDNSQueryRequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a registration says and when, on a perfect network. */
class NodeTest extends SimulatedNodes {

    @Test
    void timeMayBeNegative() {
        network.now = -5_000_000;
        SimulatedNetwork.Host lamp = network.addSettledLamp();
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(10_000);
        assertTrue(gateway.events.stream().anyMatch(DiscoveryEvent.Announced.class::isInstance));
        int before = network.sent.size();
        gateway.node.seek(Set.of(Lamps.TYPE), network.now);
        gateway.settle();
        network.run(1_000);
        List<SimulatedNetwork.Sent> sent = network.sent.subList(before, network.sent.size());
        assertEquals(0, sent.getFirst().message().getQueryRequest().getKnownAnswersCount(), "it is not known to live");
        assertEquals(lamp, sent.getLast().host(), "so it is to answer");
    }

    @Test
    void probesThreeTimesThenAnnouncesAtZeroOneAndThreeSeconds() {
        SimulatedNetwork.Host host = network.addHost(1);
        long start = network.now;
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(60_000);

        List<Long> probes = times(SimulatedNetwork.Sent::isProbe, host);
        assertEquals(3, probes.size());
        assertTrue(probes.getFirst() - start <= 250);
        assertEquals(100, probes.get(1) - probes.get(0));
        assertEquals(100, probes.get(2) - probes.get(1));
        List<Long> announcements = times(s -> !s.isProbe(), host);
        long first = probes.get(2) + 100;
        assertEquals(List.of(first, first + 1_000, first + 3_000), announcements);
    }

    @Test
    void aProbeCarriesWhatItProposes() {
        SimulatedNetwork.Host host = network.addHost(2);
        host.node.register(Lamps.lamp(4_711), network.now);
        network.run(300);
        MDNSQueryRequest probe = network.sent.getFirst().message().getQueryRequest();
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
            if (!sent.isProbe()) {
                List<String> announced = sent.message().getQueryResponse().getAdditionalRecordsList().stream()
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
        SimulatedNetwork.Host host = network.addSettledLamp();
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
    void whatHasLeftIsAskedInVainToAnnounceItself() {
        SimulatedNetwork.Host host = network.addHost(1);
        OwnServices.Member lamp = host.node.register(Lamps.lamp(4_711), network.now);
        network.run(10_000);
        lamp.leave(network.now);
        network.run(1_000);
        int before = network.sent.size();
        lamp.announce(network.now);
        network.run(1_000);
        assertEquals(before, network.sent.size());
        assertTrue(host.node.hasLeft());
    }

    @Test
    void saysGoodbyeThreeTimesWithin250Milliseconds() {
        SimulatedNetwork.Host host = network.addSettledLamp();
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(1_000);
        int before = network.sent.size();
        long start = network.now;
        host.node.leave(network.now);
        network.run(1_000);
        List<SimulatedNetwork.Sent> goodbyes = network.sent.subList(before, network.sent.size());
        assertEquals(3, goodbyes.size());
        assertTrue(goodbyes.getLast().at() - start <= 250);
        assertTrue(goodbyes.stream()
                .flatMap(s -> s.message().getQueryResponse().getAdditionalRecordsList().stream())
                .allMatch(record -> record.getTtl() == 0));
        assertTrue(host.node.hasLeft());
        assertEquals(
                1,
                gateway.events.stream()
                        .filter(DiscoveryEvent.Lost.class::isInstance)
                        .count());
    }
}
