package badezimmer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Our discovery beside JmDNS, each with a device and a finder in this process. */
final class BesideJmdns {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LAMPS = 7;
    private static final int ANNOUNCEMENTS = 1_000;
    private static final int PER_SECOND = 500;
    private static final int WARM_UP = 20_000;

    private final Report report;
    private final int freePort;

    /** @param freePort a UDP port for our group */
    BesideJmdns(Report report, int freePort) {
        this.report = report;
        this.freePort = freePort;
    }

    void measure() throws Exception {
        double[] ours;
        double[] theirs;
        try (Discoverer discoverer = new Ours(freePort)) {
            ours = measure("ours", discoverer);
        }
        try (Discoverer discoverer = new Jmdns()) {
            theirs = measure("jmdns", discoverer);
        }
        report.add(Figure.of("jmdns/discovered/ours-of-theirs", ours[0] / theirs[0], "of JmDNS")
                .atMost(1));
        report.add(Figure.of("jmdns/cpu/ours-of-theirs", ours[1] / theirs[1], "of JmDNS")
                .atMost(1));
    }

    private double[] measure(String who, Discoverer discoverer) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<byte[]> announcements = new ArrayList<>();
        try (Overhearer wire = new Overhearer(discoverer.port());
                Sender sender = new Sender(discoverer.port())) {
            for (int lamp = 0; lamp < LAMPS; lamp++) {
                String name = "Lamp " + lamp;
                long begun = System.nanoTime();
                discoverer.register(name);
                if (!discoverer.awaitFound(name)) {
                    throw new IOException(who + ": " + name + " was not found");
                }
                seconds.add((System.nanoTime() - begun) / 1e9);
            }
            // Both repeat an announcement within so many seconds.
            Thread.sleep(4_000);
            report.add(Figure.of("jmdns/wire/" + who, wire.bytes() / (double) LAMPS, "bytes/device"));
            report.add(Figure.of("jmdns/datagrams/" + who, wire.datagrams() / (double) LAMPS, "a device"));
            announcements.addAll(wire.largest());
            seconds.sort(null);
            double median = seconds.get(LAMPS / 2);
            report.add(Figure.of("jmdns/discovered/" + who, median, "s"));
            wire.stop();
            sender.send(i -> announcements.get(i % announcements.size()), PER_SECOND * 4, WARM_UP);
            Thread.sleep(500);
            double cpu = cpuFor(sender, announcements);
            report.add(Figure.of("jmdns/cpu/" + who, cpu, "ms/1000"));
            return new double[] {median, cpu};
        }
    }

    /** Processor time of every thread but this one, which sends, while 1,000 announcements are taken in. */
    private static double cpuFor(Sender sender, List<byte[]> announcements) throws Exception {
        long before = othersCpu();
        sender.send(i -> announcements.get(i % announcements.size()), PER_SECOND, ANNOUNCEMENTS);
        Thread.sleep(200);
        return (othersCpu() - before) / 1e6;
    }

    /** Without the JVM's own threads: what they compile and collect depends on when they get to it. */
    private static long othersCpu() {
        long all = 0;
        for (long thread : THREADS.getAllThreadIds()) {
            if (thread != Thread.currentThread().threadId()) {
                all += Math.max(0, THREADS.getThreadCpuTime(thread));
            }
        }
        return all;
    }
}
