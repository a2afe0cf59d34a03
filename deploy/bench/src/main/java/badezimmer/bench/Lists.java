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
 * How fast the list is read over each face, beside a bare server that writes the same bytes; all by turns, so that what else
 * the machine does falls on all. Processor time is counted over warm-up and measurement together.
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
        Supplier<Conversation> post = () -> Http1.post(LIST, Bathroom.GRPC_WEB, NOTHING);
        Supplier<Conversation> get = () -> Http1.get("/devices");
        Program gateway = bathroom.gateway();
        try (Program bare = bare(logs)) {
            bare.await(() -> bare.logged(LISTENING) != null, "the bare server");
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(bare.logged(LISTENING)));
            Face grpcWeb = new Face("grpc-web", gateway, bathroom.address(), post);
            Face bareGrpcWeb = new Face("bare-grpc-web", bare, address, post);
            Face rest = new Face("rest", gateway, bathroom.address(), get);
            Face bareRest = new Face("bare-rest", bare, address, get);
            Face grpc = new Face("grpc", gateway, bathroom.address(), () -> new GrpcHttp2(LIST, new byte[0]));
            List<Face> faces = List.of(grpcWeb, bareGrpcWeb, rest, bareRest, grpc);
            // The first load after very many devices have come is slow to its end, over whichever face: it is not
            // measured.
            for (Face face : faces) {
                face.load(pace);
            }
            for (int turn = 0; turn < Pace.TURNS; turn++) {
                for (Face face : faces) {
                    face.measure(pace.turn());
                }
            }
            faces.forEach(Face::report);
            besideBare(grpcWeb, bareGrpcWeb);
            besideBare(rest, bareRest);
            First first = FIRST.get(size);
            if (first != null) {
                besideFirst(grpcWeb, first.grpcWeb(), first.times());
                besideFirst(rest, first.rest(), first.times());
            }
        }
        report.add(Figure.of("list/dropped/" + size, size - bathroom.online(), "devices")
                .atMost(0));
    }

    private void besideBare(Face face, Face bare) {
        report.add(Figure.of(face.name + "/beside-bare", face.perSecond() / bare.perSecond(), "of bare")
                .atLeast(OF_BARE));
    }

    private void besideFirst(Face face, double perSecond, double times) {
        report.add(Figure.of(face.name + "/beside-first-system", face.perSecond() / perSecond, "x the first")
                .atLeast(times));
    }

    /** A server of the same bytes with the same options of the JVM, and nothing in between. */
    private Program bare(Path logs) throws IOException, InterruptedException {
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
        return Program.start(logs.resolve("bare-server.log"), Map.of(), arguments);
    }

    /** One way to read the list. */
    private final class Face {

        private final String name;
        private final Program server;
        private final InetSocketAddress address;
        private final Supplier<Conversation> conversation;
        private Load load;
        private double cpuSeconds;
        private double seconds;

        Face(String face, Program server, InetSocketAddress address, Supplier<Conversation> conversation) {
            this.name = "list/" + face + "/" + size;
            this.server = server;
            this.address = address;
            this.conversation = conversation;
        }

        Load load(Pace time) throws IOException {
            return new ClosedLoop(address, CONNECTIONS, conversation).run(time.warmUp(), time.measured());
        }

        void measure(Pace time) throws IOException {
            double cpu = server.cpuSeconds();
            long begun = System.nanoTime();
            Load more = load(time);
            cpuSeconds += server.cpuSeconds() - cpu;
            seconds += (System.nanoTime() - begun) / 1e9;
            load = load == null ? more : load.plus(more);
        }

        double perSecond() {
            return load.perSecond();
        }

        /** Calls a second, the latencies, and the processor time that a call took the server. */
        void report() {
            report.add(Figure.of(name, perSecond(), "calls/s"));
            report.add(Figure.of(name + "/p50", load.millis(50), "ms"));
            report.add(Figure.of(name + "/p99", load.millis(99), "ms"));
            report.add(Figure.of(name + "/cpu", cpuSeconds / seconds / perSecond() * 1e6, "us/call"));
        }
    }
}
