package badezimmer.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import badezimmer.proto.MDNS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Fifty devices of one name on a bad network, under a virtual clock. {@code -Dbadezimmer.simulation.seeds=10000} plays more
 * than the usual 200; a failure names its seed.
 */
class SimulationTest {

    private static final int DEVICES = 50;
    private static final long SETTLING = 120_000;
    private static final long WATCHING = 130_000;

    @Test
    void namesBecomeUniqueAndStayAndTheNetworkGoesQuiet() {
        long seeds = Long.getLong("badezimmer.simulation.seeds", 200);
        LongStream.range(0, seeds).parallel().forEach(SimulationTest::play);
    }

    private static void play(long seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed);
        Random random = new Random(seed);
        network.quality = new SimulatedNetwork.Quality(
                random.nextDouble() * 0.2, random.nextDouble() * 0.1, 1 + random.nextInt(50));
        int segments = 1 + (int) (seed % 2);
        List<OwnServices.Member> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            start(network, segments, random.nextInt(2_000), devices);
        }

        network.run(SETTLING);
        List<String> names = names(devices);
        assertEquals(DEVICES, names.stream().distinct().count(), "seed " + seed + ": names are not unique: " + names);

        int before = network.sent.size();
        network.run(WATCHING);
        assertEquals(names, names(devices), "seed " + seed + ": names changed on a quiet network");
        assertQuiet(seed, network.sent.subList(before, network.sent.size()), segments);
        assertTriesAreSlowedDown(seed, network);
    }

    private static void start(SimulatedNetwork network, int segments, long delay, List<OwnServices.Member> devices) {
        SimulatedNetwork.Host host = network.addHost(segments);
        int port = 40_000 + network.random.nextInt(1_000);
        network.at(network.now + delay, () -> {
            OwnServices.Member device = host.node.register(Lamps.lamp(port), network.now);
            devices.add(device);
            announceEveryMinute(network, device);
        });
    }

    private static void announceEveryMinute(SimulatedNetwork network, OwnServices.Member device) {
        network.at(network.now + 54_000 + network.random.nextInt(12_000), () -> {
            device.announce(network.now);
            announceEveryMinute(network, device);
        });
    }

    private static List<String> names(List<OwnServices.Member> devices) {
        return devices.stream()
                .map(device -> device.registration().service().instance())
                .toList();
    }

    /** Nothing but each device's announcement once a minute on each link: no probe, no answer, no defence. */
    private static void assertQuiet(long seed, List<SimulatedNetwork.Sent> sent, int segments) {
        long probes = sent.stream().filter(s -> isProbe(s.datagram())).count();
        assertEquals(0, probes, "seed " + seed + ": somebody probes on a quiet network");
        long most = DEVICES * segments * (WATCHING / 54_000 + 1);
        assertTrue(
                sent.size() <= most, "seed " + seed + ": " + sent.size() + " datagrams, at most " + most + " expected");
    }

    /** After 15 conflicts in 10 s a device tries no more than once in 5 s. */
    private static void assertTriesAreSlowedDown(long seed, SimulatedNetwork network) {
        Map<SimulatedNetwork.Host, List<Long>> tries = new HashMap<>();
        Map<SimulatedNetwork.Host, String> last = new HashMap<>();
        for (SimulatedNetwork.Sent sent : network.sent) {
            if (isProbe(sent.datagram())) {
                String name = Lamps.message(sent.datagram())
                        .getQueryRequest()
                        .getAuthorities(0)
                        .getName();
                if (!name.equals(last.put(sent.host(), name))) {
                    tries.computeIfAbsent(sent.host(), host -> new ArrayList<>())
                            .add(sent.at());
                }
            }
        }
        for (List<Long> times : tries.values()) {
            for (int i = 16; i < times.size(); i++) {
                boolean hurried = times.get(i - 1) - times.get(i - 16) <= 10_000;
                assertTrue(
                        !hurried || times.get(i) - times.get(i - 1) >= 5_000,
                        "seed " + seed + ": tried at " + Arrays.toString(times.toArray()));
            }
        }
    }

    private static boolean isProbe(Datagram datagram) {
        MDNS message = Lamps.message(datagram);
        return message.getQueryRequest().getAuthoritiesCount() > 0;
    }
}
