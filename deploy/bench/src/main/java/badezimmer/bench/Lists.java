package badezimmer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import badezimmer.bench.load.ClosedLoop;
import badezimmer.bench.load.Conversation;
import badezimmer.bench.load.GrpcHttp2;
import badezimmer.bench.load.Http1;
import badezimmer.bench.load.Load;

/**
 * How fast the list is read over each face, beside a bare server that writes the same bytes. Processor time is counted over
 * warm-up and measurement together.
 */
final class Lists {

    private static final int CONNECTIONS = 32;
    private static final String LIST = Bathroom.SERVICE + "ListConnectedDevices";
    private static final byte[] NOTHING = new byte[5];
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]*:(\\d+)");
    private static final double OF_BARE = 0.8;

    /** The first system's calls a second over gRPC-Web and REST, and how many times as many are asked for. */
    private record First(double grpcWeb, double rest, double times) {}

    private static final Map<Integer, First> FIRST = Map.of(
            5, new First(2_760, 1_110, 10),
            100, new First(640, 244, 25),
            1_000, new First(77, 20, 60),
            5_000, new First(16, 3, 60));

    /** The first system's figures, named like ours. */
    static Map<String, Double> firstSystem() {
        Map<String, Double> figures = new HashMap<>();
        FIRST.forEach((size, first) -> {
            figures.put("first/grpc-web/" + size, first.grpcWeb());
            figures.put("first/rest/" + size, first.rest());
        });
        return figures;
    }

    private final Report report;
    private final Bathroom bathroom;
    private final int size;
    private final Pace pace;

    Lists(Report report, Bathroom bathroom, int size, Pace pace) {
        this.report = report;
        this.bathroom = bathroom;
        this.size = size;
        this.pace = pace;
    }

    void measure(Path logs) throws IOException, InterruptedException {
        First first = FIRST.get(size);
        Supplier<Conversation> post = () -> Http1.post(LIST, Bathroom.GRPC_WEB, NOTHING);
        // The first load after very many devices have come is slow to its end, over whichever face: it is not measured.
        new ClosedLoop(bathroom.address(), CONNECTIONS, post).run(pace.warmUp(), pace.measured());
        double grpcWeb = gateway("grpc-web", post);
        double rest = gateway("rest", () -> Http1.get("/devices"));
        double grpc = gateway("grpc", () -> new GrpcHttp2(LIST, new byte[0]));
        againstFirst("grpc-web", grpcWeb, first == null ? 0 : first.grpcWeb(), first);
        // The first system's native gRPC was not measured apart: it answers by the same code.
        againstFirst("grpc", grpc, first == null ? 0 : first.grpcWeb(), first);
        againstFirst("rest", rest, first == null ? 0 : first.rest(), first);
        report.add(Figure.of("list/dropped/" + size, size - bathroom.online(), "devices")
                .atMost(0));
        bare(logs, grpcWeb, rest);
    }

    private double gateway(String face, Supplier<Conversation> conversation) throws IOException {
        return load(face, bathroom.gateway(), bathroom.address(), conversation);
    }

    /** Calls a second; reported are also the latencies, and the processor time that a call took the server. */
    private double load(String face, Program server, InetSocketAddress address, Supplier<Conversation> conversation)
            throws IOException {
        double cpu = server.cpuSeconds();
        long begun = System.nanoTime();
        Load load = new ClosedLoop(address, CONNECTIONS, conversation).run(pace.warmUp(), pace.measured());
        double busy = (server.cpuSeconds() - cpu) / ((System.nanoTime() - begun) / 1e9);
        String name = "list/" + face + "/" + size;
        report.add(Figure.of(name, load.perSecond(), "calls/s"));
        report.add(Figure.of(name + "/p50", load.millis(50), "ms"));
        report.add(Figure.of(name + "/p99", load.millis(99), "ms"));
        report.add(Figure.of(name + "/cpu", busy / load.perSecond() * 1e6, "us/call"));
        return load.perSecond();
    }

    private void againstFirst(String face, double perSecond, double firstPerSecond, First first) {
        if (first != null) {
            report.add(Figure.of(
                            "list/" + face + "/" + size + "/beside-first-system",
                            perSecond / firstPerSecond,
                            "x the first")
                    .atLeast(first.times()));
        }
    }

    /** The same bytes, the same client, the same options of the JVM, and nothing in between. */
    private void bare(Path logs, double grpcWeb, double rest) throws IOException, InterruptedException {
        Path posted = Files.write(logs.resolve("list.grpc-web"), bathroom.fetch("POST", LIST, NOTHING));
        Path got = Files.write(logs.resolve("list.json"), bathroom.fetch("GET", "/devices", new byte[0]));
        report.add(Figure.of("list/grpc-web/" + size + "/bytes", Files.size(posted), "bytes"));
        report.add(Figure.of("list/rest/" + size + "/bytes", Files.size(got), "bytes"));
        List<String> arguments = new ArrayList<>(Bathroom.GATEWAY_OPTIONS);
        arguments.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                posted.toString(),
                got.toString()));
        try (Program server = Program.start(logs.resolve("bare-server.log"), Map.of(), arguments)) {
            server.await(() -> server.logged(LISTENING) != null, "the bare server");
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(server.logged(LISTENING)));
            double post = load("bare-grpc-web", server, address, () -> Http1.post(LIST, Bathroom.GRPC_WEB, NOTHING));
            double get = load("bare-rest", server, address, () -> Http1.get("/devices"));
            report.add(Figure.of("list/grpc-web/" + size + "/beside-bare", grpcWeb / post, "of bare")
                    .atLeast(OF_BARE));
            report.add(Figure.of("list/rest/" + size + "/beside-bare", rest / get, "of bare")
                    .atLeast(OF_BARE));
        }
    }
}
