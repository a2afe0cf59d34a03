package badezimmer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.ListConnectedDevicesResponse;

/** The packaged gateway with devices around it, each a program of its own, on the loopback interface. */
final class Bathroom implements AutoCloseable {

    static final String SERVICE = "/badezimmer.BadezimmerService/";
    static final String GRPC_WEB = "application/grpc-web+proto";
    static final List<String> FIVE = List.of("light-lamp", "sink", "toilet", "fart-detector", "water-leak");

    /** As the launcher runs it. */
    static final List<String> GATEWAY_OPTIONS = List.of("-Xmn24m", "-Xmx96m", "-XX:+UseSerialGC");

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]*:(\\d+)");
    private static final int PREFIX = 5;

    private final Path root;
    private final Path logs;
    private final Map<String, String> environment;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Program> devices = new ArrayList<>();
    private Program gateway;
    private int port;

    /** @param discoveryPort a free UDP port: nobody else is to be heard, and nobody to hear us */
    Bathroom(Path root, Path logs, int discoveryPort) {
        this.root = root;
        this.logs = logs;
        this.environment = Map.of(
                "BADEZIMMER_DISCOVERY_INTERFACES", "lo",
                "BADEZIMMER_DISCOVERY_PORT", Integer.toString(discoveryPort),
                // Many devices behind one address, and faster than any home.
                "BADEZIMMER_DISCOVERY_LIMITS_SOURCE_RATE", "200000",
                "BADEZIMMER_DISCOVERY_LIMITS_TOTAL_RATE", "200000",
                "BADEZIMMER_REGISTRY_MAX_DEVICES_PER_SOURCE", "8192");
    }

    /** Starts the gateway and waits until it is ready; gives the seconds that it took. */
    double startGateway() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        gateway = start("gateway", "gateway", GATEWAY_OPTIONS, List.of());
        gateway.await(() -> (port = portOf(gateway)) > 0 && isReady(port), "the gateway");
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Starts one of the five devices; gives the seconds until it is ready. */
    double startDevice(String name) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Program device = start(
                name, "devices/" + name, List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), List.of());
        devices.add(device);
        device.await(() -> portOf(device) > 0 && isReady(portOf(device)), name);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Starts so many devices in one process, and waits until the gateway has each of them online. */
    void startSwarm(int size, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.add("-Dbadezimmer.swarm.devices=" + size);
        Program swarm = start("swarm-" + size, "devices/swarm", List.of("-Xmx512m", "-XX:+UseSerialGC"), all);
        devices.add(swarm);
        awaitOnline(size);
    }

    void awaitOnline(int size) throws IOException, InterruptedException {
        gateway.await(() -> online() >= size, size + " devices online");
    }

    long online() {
        try {
            return list().stream()
                    .filter(device -> device.getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS)
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    List<ConnectedDevice> list() throws IOException {
        byte[] body = fetch("POST", SERVICE + "ListConnectedDevices", new byte[PREFIX]);
        int length = ByteBuffer.wrap(body).getInt(1);
        return ListConnectedDevicesResponse.parseFrom(ByteBuffer.wrap(body, PREFIX, length))
                .getDevicesList();
    }

    /** The body of an answer with status 200. */
    byte[] fetch(String verb, String path, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (body.length > 0) {
            request.header("content-type", GRPC_WEB);
        }
        try {
            HttpResponse<byte[]> response = http.send(
                    request.method(verb, HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(path + " answered " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    Program gateway() {
        return gateway;
    }

    List<Program> devices() {
        return devices;
    }

    private Program start(String log, String module, List<String> options, List<String> properties) throws IOException {
        Path app = root.resolve(module).resolve("target/quarkus-app");
        List<String> arguments = new ArrayList<>(options);
        Path cache = app.resolve("app.aot");
        if (Files.exists(cache)) {
            arguments.add("-XX:AOTCache=" + cache);
        }
        arguments.add("-Dquarkus.http.port=0");
        arguments.addAll(properties);
        arguments.addAll(List.of("-jar", app.resolve("quarkus-run.jar").toString()));
        return Program.start(logs.resolve(log + ".log"), environment, arguments);
    }

    private static int portOf(Program program) {
        String logged = program.logged(LISTENING);
        return logged == null ? 0 : Integer.parseInt(logged);
    }

    private boolean isReady(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        for (Program device : devices) {
            device.close();
        }
        gateway.close();
    }
}
