package badezimmer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import badezimmer.proto.ConnectedDevice;

/** Announcements: how many a second the gateway takes without losing one, and how soon its watchers hear of a change. */
final class Changes {

    private static final int LAMPS = 1_000;
    private static final int STATES = 4;
    private static final int[] RATES = {5_000, 10_000, 20_000, 40_000};
    private static final int TO_REACH = 20_000;
    private static final int WARM_UP_SECONDS = 20;
    private static final int[] WATCHERS = {1, 10, 100};
    private static final int CHANGES_PER_SECOND = 500;
    private static final double LATE_MILLIS = 50;
    private static final int WATCHED_LAMPS = 100;

    private final Report report;
    private final Bathroom bathroom;
    private final int discoveryPort;
    private final Pace pace;

    /** @param bathroom with a gateway, and no devices */
    Changes(Report report, Bathroom bathroom, int discoveryPort, Pace pace) {
        this.report = report;
        this.bathroom = bathroom;
        this.discoveryPort = discoveryPort;
        this.pace = pace;
    }

    /** Every announcement is a change of its lamp's state. */
    void flood() throws IOException, InterruptedException {
        List<byte[][]> lamps = new ArrayList<>();
        for (int lamp = 0; lamp < LAMPS; lamp++) {
            byte[][] states = new byte[STATES][];
            for (int state = 0; state < STATES; state++) {
                states[state] = Announcements.of(lamp, state(lamp, state));
            }
            lamps.add(states);
        }
        double best = 0;
        try (Sender sender = new Sender(discoveryPort)) {
            IntFunction<byte[]> next = i -> lamps.get(i % LAMPS)[i / LAMPS % STATES];
            sender.send(next, 1_000, LAMPS);
            settle();
            // Not measured: the gateway's JVM compiles what it will do, with the time of both cores.
            sender.send(next, TO_REACH / 2, TO_REACH / 2 * WARM_UP_SECONDS);
            settle();
            report.add(Figure.of(
                    "announcements/cores",
                    bathroom.gateway().confineToOneCore()
                            ? 1
                            : Runtime.getRuntime().availableProcessors(),
                    "cores"));
            for (int rate : RATES) {
                int count = (int) (rate * pace.measured().toSeconds());
                double received = received();
                double cpu = bathroom.gateway().cpuSeconds();
                double seconds = sender.send(next, rate, count);
                settle();
                double lost = count - (received() - received);
                int wrong = wrong(count);
                report.add(Figure.of("announcements/" + rate + "/lost", lost, "datagrams"));
                report.add(Figure.of(
                        "announcements/" + rate + "/cpu",
                        (bathroom.gateway().cpuSeconds() - cpu) / count * 1e6,
                        "us/datagram"));
                report.add(Figure.of("announcements/" + rate + "/wrong", wrong, "devices"));
                if (lost == 0 && wrong == 0) {
                    best = Math.max(best, Math.min(rate, count / seconds));
                }
            }
        }
        report.add(
                Figure.of("announcements/without-loss", best, "announcements/s").atLeast(TO_REACH * 0.99));
    }

    /** Changes at a rate that a house full of devices has; each is timed from its announcement to each watcher. */
    void watch() throws IOException, InterruptedException {
        for (int count : WATCHERS) {
            try (Sender sender = new Sender(discoveryPort);
                    Watchers watchers = new Watchers(count, bathroom.address())) {
                IntFunction<byte[]> next = i ->
                        Announcements.of(i % WATCHED_LAMPS, Map.of(Watchers.SENT, Long.toString(System.nanoTime())));
                sender.send(next, CHANGES_PER_SECOND, CHANGES_PER_SECOND * WARM_UP_SECONDS / 2);
                watchers.record();
                int sent = (int) (CHANGES_PER_SECOND * pace.measured().toSeconds());
                sender.send(next, CHANGES_PER_SECOND, sent);
                settle();
                String name = "watch/" + count;
                report.add(Figure.of(name + "/p50", watchers.delays().getValueAtPercentile(50) / 1e6, "ms"));
                Figure p99 = Figure.of(name + "/p99", watchers.delays().getValueAtPercentile(99) / 1e6, "ms");
                report.add(count == 100 ? p99.atMost(LATE_MILLIS) : p99);
                report.add(Figure.of(name + "/max", watchers.delays().getMaxValue() / 1e6, "ms"));
                report.add(Figure.of(
                        name + "/events", watchers.delays().getTotalCount() / (double) sent / count, "of changes"));
            }
        }
    }

    private static Map<String, String> state(int lamp, int state) {
        return Map.of("is_on", "true", "brightness", Integer.toString((lamp + 25 * state) % 100), "color", "0xFFFFFF");
    }

    /** How many lamps are listed in another state than the last one that was sent, or not at all. */
    private int wrong(int count) throws IOException {
        Map<String, String> listed = new HashMap<>();
        for (ConnectedDevice device : bathroom.list()) {
            listed.put(device.getDeviceName(), device.getPropertiesOrDefault("brightness", ""));
        }
        int wrong = 0;
        for (int lamp = 0; lamp < LAMPS; lamp++) {
            // The last one of 0 .. count - 1 that is this lamp's.
            int last = (count - 1 - lamp) / LAMPS;
            String expected = state(lamp, last % STATES).get("brightness");
            wrong += expected.equals(listed.get(Announcements.name(lamp))) ? 0 : 1;
        }
        return wrong;
    }

    /** Waits until the gateway has taken in whatever waits in its socket. */
    private void settle() throws IOException, InterruptedException {
        double before = -1;
        for (double now = received(); now != before; now = received()) {
            before = now;
            Thread.sleep(500);
        }
    }

    private double received() throws IOException {
        return new String(bathroom.fetch("GET", "/q/metrics", new byte[0]))
                .lines()
                .filter(line -> line.startsWith("badezimmer_discovery_datagrams_total{direction=\"received\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new IOException("the gateway counts no datagrams"));
    }
}
