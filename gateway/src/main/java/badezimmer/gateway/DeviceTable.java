package badezimmer.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import badezimmer.discovery.Printable;

/**
 * Asks a running gateway for its devices, for the launcher:
 *
 * <p>{@code --devices GATEWAY [--until-online COUNT SERVICE...]}, the gateway and each of the services by its URL.
 *
 * <p>Prints id, status and address of each device, separated by tabs. With {@code --until-online} it waits before that until
 * so many devices are ONLINE, the services named among them, and says on standard error which it is waiting for.
 */
final class DeviceTable {

    private static final int PATIENCE_MS = 5_000;
    private static final int PAUSE_MS = 200;
    private static final String STATUS_SUFFIX = "_DEVICE_STATUS";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String gateway;

    private DeviceTable(String gateway) {
        this.gateway = gateway;
    }

    static boolean isAsked(String... args) {
        return args.length >= 2 && args[0].equals("--devices");
    }

    /** The exit status: 0 if the gateway answered, else 1. */
    static int print(String... args) {
        DeviceTable table = new DeviceTable(args[1]);
        try {
            List<Row> rows = args.length >= 4 && args[2].equals("--until-online")
                    ? table.untilOnline(Integer.parseInt(args[3]), List.of(args).subList(4, args.length))
                    : table.rows();
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            rows.forEach(row -> out.print(row.line() + "\n"));
            out.flush();
            return 0;
        } catch (IOException | RuntimeException e) {
            System.err.println(table.gateway + " does not list its devices: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private record Row(String id, String status, String address) {

        String line() {
            return Printable.text(id) + "\t" + Printable.text(status) + "\t" + Printable.text(address);
        }
    }

    private List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonNode device : get(gateway, "/devices")) {
            String status = device.path("status").asText();
            rows.add(new Row(
                    device.path("id").asText(),
                    status.endsWith(STATUS_SUFFIX)
                            ? status.substring(0, status.length() - STATUS_SUFFIX.length())
                            : status,
                    device.path("ips").path(0).asText() + ":"
                            + device.path("port").asText()));
        }
        return rows;
    }

    private List<Row> untilOnline(int count, List<String> services) throws InterruptedException {
        String said = "";
        while (true) {
            String missing;
            try {
                List<Row> rows = rows();
                missing = missing(rows, count, services);
                if (missing.isEmpty()) {
                    return rows;
                }
            } catch (IOException e) {
                missing = gateway;
            }
            if (!missing.equals(said)) {
                System.err.println(missing);
                said = missing;
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    /** The URL of a service that is not ONLINE yet, {@code "devices"} if too few are, or nothing. */
    private static String missing(List<Row> rows, int count, List<String> services) {
        Set<String> online = new TreeSet<>();
        rows.stream().filter(row -> row.status().equals("ONLINE")).forEach(row -> online.add(row.id()));
        for (String service : services) {
            if (!online.contains(id(service))) {
                return service;
            }
        }
        return online.size() < count ? "devices" : "";
    }

    /** The id under which a device is announced, as its readiness tells; empty while it has none. */
    private static String id(String service) {
        try {
            for (JsonNode check : get(service, "/q/health/ready").path("checks")) {
                String id = check.path("data").path("id").asText();
                if (!id.isEmpty()) {
                    return id;
                }
            }
        } catch (IOException e) {
            // Not ready: it has no name yet.
        }
        return "";
    }

    private static JsonNode get(String service, String path) throws IOException {
        URLConnection connection = URI.create(service + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MS);
        connection.setReadTimeout(PATIENCE_MS);
        try (InputStream answer = connection.getInputStream()) {
            return JSON.readTree(answer);
        }
    }
}
