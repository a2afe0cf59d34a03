package badezimmer.discovery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import badezimmer.proto.MDNSRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many services of one node: they share its datagrams and its share of the network. */
class CrowdTest extends SimulatedNodes {

    private static final int LONGEST_DATAGRAM = 1_400;

    @Test
    void datagramsAreSharedAndNeverLongerThan1400Bytes() {
        SimulatedNetwork.Host host = addCrowd(300, SimulatedNetwork.generous());
        int before = network.sent.size();
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(900);

        assertTrue(network.sent.stream().allMatch(sent -> sent.datagram().bytes().length <= LONGEST_DATAGRAM));
        long answers = network.sent.stream()
                .skip(before)
                .filter(sent -> sent.host() == host)
                .count();
        assertEquals(300, found(gateway).size());
        assertTrue(answers <= 150, answers + " datagrams with 300 answers");
    }

    @Test
    void whatDoesNotFitGoesAlone() {
        SimulatedNetwork.Host host = network.addHost(1);
        String essay = "x".repeat(2_000);
        for (int i = 0; i < 3; i++) {
            host.node.register(Lamps.lamp("Lamp " + i, 5_000 + i).with(Map.of("brightness", essay)), network.now);
        }
        network.run(20_000);
        Set<String> announced = new HashSet<>();
        network.sent.stream().filter(sent -> !sent.isProbe()).forEach(sent -> {
            assertEquals(1, sent.message().getQueryResponse().getAnswersCount());
            announced.add(name(sent));
        });
        assertEquals(Set.of("Lamp 0", "Lamp 1", "Lamp 2"), announced);
    }

    @Test
    void threeHundredAreFoundWithinASecondAtTheUsualPace() {
        addCrowd(300, heardByAll());
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(1_000);
        assertEquals(300, found(gateway).size());
    }

    @Test
    void aQueryThatKnowsEverythingDrawsNoAnswer() {
        addCrowd(300, SimulatedNetwork.generous());
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(900);
        assertEquals(300, found(gateway).size());

        int before = network.sent.size();
        network.run(10_000);

        List<SimulatedNetwork.Sent> later = network.sent.subList(before, network.sent.size());
        assertTrue(later.stream().anyMatch(sent -> sent.host() == gateway), "it has asked again");
        assertTrue(later.stream().allMatch(sent -> sent.host() == gateway), "and nobody has answered");
    }

    @Test
    void ofACrowdThatStartsOnABadNetworkNobodyIsMissingForLong() {
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(20_000);
        network.quality = new SimulatedNetwork.Quality(0.2, 0, 10);
        addCrowd(300, SimulatedNetwork.generous(), 15_000);
        assertEquals(300, found(gateway).size(), "three announcements, any of which is lost");
    }

    @Test
    void aQueryThatKnowsAllButOneDrawsThatOne() {
        SimulatedNetwork.Host host = network.addHost(1);
        List<OwnServices.Member> lamps = register(host, 300);
        network.run(10_000);
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(900);
        gateway.powered = false;
        lamps.get(42).update(Map.of("brightness", "99"), network.now);
        network.run(50);
        gateway.powered = true;

        int before = network.sent.size();
        network.run(1_000);

        List<SimulatedNetwork.Sent> answers = network.sent.subList(before, network.sent.size()).stream()
                .filter(sent -> sent.host() == host)
                .toList();
        assertEquals(
                List.of("99"), answers.stream().map(SimulatedNodes::brightness).toList());
    }

    @Test
    void manyThatChangeOftenArePacedAndTheirLastStateGoesOut() {
        DiscoverySettings usual = DiscoverySettings.defaults();
        SimulatedNetwork.Host host = network.addHost(1, usual);
        List<OwnServices.Member> lamps = register(host, 30);
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
        Map<String, String> last = new HashMap<>();
        sent.forEach(s -> last.putAll(brightnesses(s)));
        assertEquals(30, last.size());
        assertEquals(Set.of("299"), new HashSet<>(last.values()));
    }

    @Test
    void aThousandSayGoodbyeNoFasterThanItCanBeHeard() {
        SimulatedNetwork.Host host = addCrowd(1_000, SimulatedNetwork.generous());
        SimulatedNetwork.Host gateway = network.addBrowser();
        network.run(10_000);
        assertEquals(1_000, found(gateway).size());

        int before = network.sent.size();
        long start = network.now;
        host.node.leave(network.now);
        network.run(5_000);

        assertTrue(host.node.hasLeft());
        assertEquals(
                1_000,
                gateway.events.stream()
                        .filter(DiscoveryEvent.Lost.class::isInstance)
                        .count());
        List<SimulatedNetwork.Sent> goodbyes = network.sent.subList(before, network.sent.size());
        for (SimulatedNetwork.Sent goodbye : goodbyes) {
            long until = goodbyes.stream().filter(s -> s.at() <= goodbye.at()).count();
            assertTrue(until <= 32 + goodbye.at() - start, until + " within " + (goodbye.at() - start) + " ms");
        }
    }

    private SimulatedNetwork.Host addCrowd(int size, DiscoverySettings settings) {
        return addCrowd(size, settings, 40_000);
    }

    private SimulatedNetwork.Host addCrowd(int size, DiscoverySettings settings, long millis) {
        SimulatedNetwork.Host host = network.addHost(1, settings);
        register(host, size);
        network.run(millis);
        return host;
    }

    private List<OwnServices.Member> register(SimulatedNetwork.Host host, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> host.node.register(Lamps.lamp("Light Lamp " + i, 5_000 + i), network.now))
                .toList();
    }

    /** The pace of a usual node, which hears all that comes, its own too. */
    private static DiscoverySettings heardByAll() {
        DiscoverySettings usual = DiscoverySettings.defaults();
        DiscoverySettings.Limits limits =
                new DiscoverySettings.Limits(64, 32, 4_096, 100_000, 100_000, 20, 8_192, 8_192);
        return new DiscoverySettings(usual.group(), usual.port(), List.of(), usual.probeInterval(), limits);
    }

    private static Set<String> found(SimulatedNetwork.Host gateway) {
        Set<String> names = new HashSet<>();
        gateway.events.forEach(event -> {
            if (event instanceof DiscoveryEvent.Announced(Service service, var _)) {
                names.add(service.fullName());
            }
        });
        return names;
    }

    private static Map<String, String> brightnesses(SimulatedNetwork.Sent sent) {
        Map<String, String> all = new HashMap<>();
        sent.message().getQueryResponse().getAdditionalRecordsList().stream()
                .filter(MDNSRecord::hasTxtRecord)
                .map(MDNSRecord::getTxtRecord)
                .forEach(text -> all.put(text.getName(), text.getEntriesOrThrow("brightness")));
        return all;
    }
}
