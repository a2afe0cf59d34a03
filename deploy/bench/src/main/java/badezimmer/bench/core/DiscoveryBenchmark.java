package badezimmer.bench.core;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import badezimmer.bench.Announcements;
import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.DiscoverySettings;
import badezimmer.discovery.Node;

/** What an announcement costs: decoded and read by a node that wants none, and taken into the cache by one that browses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DiscoveryBenchmark {

    private static final int LAMPS = 1_000;
    private static final int STATES = 2;
    private static final InetAddress SOURCE = InetAddress.ofLiteral("127.0.0.1");

    private final byte[][] announcements = new byte[LAMPS * STATES][];
    private Node idle;
    private Node browsing;
    private int next;
    private long now;

    @Setup
    public void announce() {
        DiscoverySettings.Limits limits = new DiscoverySettings.Limits(
                64, 32, 4_096, Integer.MAX_VALUE / 8, Integer.MAX_VALUE / 8, 20, 8_192, 8_192);
        DiscoverySettings settings = new DiscoverySettings(
                DiscoverySettings.DEFAULT_GROUP,
                DiscoverySettings.DEFAULT_PORT,
                List.of(),
                Duration.ofMillis(100),
                limits);
        idle = new Node(settings, new Random(1), any -> false);
        browsing = new Node(settings, new Random(1), any -> false);
        browsing.browse(0);
        for (int i = 0; i < announcements.length; i++) {
            announcements[i] = Announcements.of(
                    i % LAMPS, Map.of("is_on", "true", "brightness", Integer.toString(i / LAMPS), "color", "0xFFFFFF"));
        }
    }

    @Benchmark
    public Node decodeAnnouncement() {
        idle.receive(announcements[next()], SOURCE, now);
        return idle;
    }

    @Benchmark
    public DiscoveryEvent updateCache() {
        browsing.receive(announcements[next()], SOURCE, now);
        return browsing.pollEvent();
    }

    private int next() {
        next = next + 1 == announcements.length ? 0 : next + 1;
        now += next == 0 ? 1_000 : 0;
        return next;
    }
}
