package badezimmer.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures the core and the packaged programs; see the README beside. */
final class Bench {

    private final Options options;
    private final Report report = new Report();
    private final Path logs;
    private final Path root;

    private Bench(Options options) {
        this.options = options;
        this.root = Path.of(System.getProperty("badezimmer.root", "")).toAbsolutePath();
        this.logs = options.out().resolve("log");
    }

    public static void main(String... args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new Bench(options).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Files.createDirectories(logs);
        if (options.wants("core")) {
            Core.measure(report, options.pace());
        }
        if (options.wants("lists") || options.wants("commands")) {
            for (int size : options.sizes()) {
                bathroom(size);
            }
            relateWork();
        }
        if (options.wants("changes")) {
            changes();
        }
        if (options.wants("jmdns")) {
            report.say("beside JmDNS");
            new BesideJmdns(report, freePort()).measure();
        }
        finish();
    }

    private void bathroom(int size) throws IOException, InterruptedException {
        report.say("with " + size + " devices");
        try (Bathroom bathroom = new Bathroom(root, logs, freePort())) {
            double started = bathroom.startGateway();
            if (size == Bathroom.FIVE.size()) {
                report.add(Figure.of("start/gateway", started, "s"));
                for (String device : Bathroom.FIVE) {
                    report.add(Figure.of("start/" + device, bathroom.startDevice(device), "s"));
                }
                bathroom.awaitOnline(size);
            } else {
                bathroom.startSwarm(size, List.of());
            }
            if (options.wants("commands") && size == Bathroom.FIVE.size()) {
                new CommandRoundTrips(report, bathroom, options.pace()).measure();
            }
            if (options.wants("lists")) {
                new Lists(report, bathroom, size, options.pace()).measure(logs);
            }
            memory(bathroom, size);
        }
    }

    private void memory(Bathroom bathroom, int size) throws IOException, InterruptedException {
        report.add(Figure.of("memory/gateway/" + size, bathroom.gateway().residentMegabytes(), "MB resident"));
        Figure heap =
                Figure.of("memory/gateway/" + size + "/heap", bathroom.gateway().heapMegabytes(), "MB of heap");
        report.add(size == 5_000 ? heap.atMost(96) : heap);
        if (size == Bathroom.FIVE.size()) {
            for (int i = 0; i < size; i++) {
                report.add(Figure.of(
                        "memory/" + Bathroom.FIVE.get(i),
                        bathroom.devices().get(i).residentMegabytes(),
                        "MB resident"));
            }
        } else {
            Program swarm = bathroom.devices().getFirst();
            report.add(Figure.of("memory/swarm/" + size, swarm.residentMegabytes(), "MB resident"));
            report.add(Figure.of(
                    "memory/swarm/" + size + "/heap", swarm.heapMegabytes() * 1_024 / size, "KB of heap/device"));
        }
    }

    /** What a list of 1,000 takes beside a list of 5, less what a bare server takes more for writing more bytes. */
    private void relateWork() {
        for (String face : List.of("grpc-web", "rest")) {
            var few = report.value("list/" + face + "/5/cpu");
            var many = report.value("list/" + face + "/1000/cpu");
            var bareFew = report.value("list/bare-" + face + "/5/cpu");
            var bareMany = report.value("list/bare-" + face + "/1000/cpu");
            if (few.isPresent() && many.isPresent()) {
                double copying = bareMany.orElseThrow() - bareFew.orElseThrow();
                report.add(Figure.of(
                                "list/" + face + "/1000/work-beside-5",
                                Math.max(0, many.get() - copying) / few.get(),
                                "x the CPU")
                        .atMost(3));
            }
        }
    }

    private void changes() throws IOException, InterruptedException {
        report.say("announcements, the gateway on one core");
        int port = freePort();
        try (Bathroom bathroom = new Bathroom(root, logs, port)) {
            bathroom.startGateway();
            new Changes(report, bathroom, port, options.pace()).flood();
        }
        report.say("watchers");
        port = freePort();
        try (Bathroom bathroom = new Bathroom(root, logs, port)) {
            bathroom.startGateway();
            new Changes(report, bathroom, port, options.pace()).watch();
        }
    }

    private void finish() throws IOException {
        report.say("");
        report.say(report.table());
        Path json = options.out().resolve("bench.json");
        report.write(json, options.isQuick());
        Map<String, Double> plotted = new TreeMap<>(Lists.firstSystem());
        report.figures().forEach((name, figure) -> plotted.put(name, figure.value()));
        Path svg = options.out().resolve("bench.svg");
        Files.writeString(svg, Plot.of(plotted, options.sizes()));
        report.say("%s%n%s".formatted(json, svg));
        if (options.compare() != null) {
            report.say(Comparison.of(options.compare(), report.figures()));
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
