package badezimmer.lightlamp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.Announcement;
import badezimmer.device.testing.DeviceProcess;
import badezimmer.device.testing.Neighbor;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The packaged lamp from its start, or what keeps it from starting, to its end. */
class StartAndStopIT {

    private static final String TYPE = "_lightlamp._tcp.local.";
    private static final int STATUS_OF_SIGTERM = 128 + 15;

    private int group;
    private Neighbor neighbor;

    @BeforeAll
    static void takeTime() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @BeforeEach
    void join() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0)) {
            group = free.getLocalPort();
        }
        neighbor = new Neighbor(group);
    }

    @AfterEach
    void leave() {
        neighbor.close();
    }

    @Test
    void saysGoodbyeThreeTimesOnSigterm() throws IOException, InterruptedException {
        try (DeviceProcess lamp = start(Map.of())) {
            await().until(() -> neighbor.lastOf(TYPE).isPresent());

            lamp.terminate();

            assertEquals(STATUS_OF_SIGTERM, lamp.exitStatus());
            await().until(() -> announced().stream()
                            .filter(announcement -> announcement.ttl() == 0)
                            .count()
                    == 3);
            assertFalse(lamp.output().contains("\tat "), lamp.output());
        }
    }

    @Test
    void aSecondLampTakesTheNextName() throws IOException {
        try (DeviceProcess first = start(Map.of());
                DeviceProcess second = start(Map.of())) {
            await().until(() -> names().containsAll(List.of("Light Lamp", "Light Lamp-2")));
            assertTrue((first.output() + second.output()).contains("The name Light Lamp is taken by "));
        }
    }

    @Test
    void takesItsNameFromTheEnvironment() throws IOException {
        Map<String, String> environment = Map.of("BADEZIMMER_DEVICE_NAME", "Mirror Light");
        try (DeviceProcess lamp = DeviceProcess.start(config(Map.of()), environment)) {
            await().until(() -> names().contains("Mirror Light"));
            await().until(() -> lamp.output().contains("Announced as Mirror Light@" + TYPE));
        }
    }

    @Test
    void saysInALineForEachMistakeWhyItDoesNotStart() throws IOException, InterruptedException {
        assertRefuses(
                Map.of(
                        "badezimmer.discovery.port", "many",
                        "badezimmer.link.prot", "1",
                        "badezimmer.lihgt-lamp.seed", "1"),
                "badezimmer.discovery.port is many, allowed is a whole number",
                "badezimmer.link.prot is 1, but there is no such key, allowed are badezimmer.link.frame-timeout, ",
                "badezimmer.lihgt-lamp.seed is 1, but there is no such key");
    }

    @Test
    void namesAValueOutOfItsRange() throws IOException, InterruptedException {
        assertRefuses(
                Map.of("badezimmer.discovery.port", "99999"),
                "badezimmer.discovery.port is 99999, allowed is 1 to 65535");
    }

    @Test
    void namesAnInterfaceThatIsMissing() throws IOException, InterruptedException {
        assertRefuses(
                Map.of("badezimmer.discovery.interfaces", "moon0"),
                "badezimmer.discovery.interfaces is moon0, allowed is any of this machine's");
    }

    @Test
    void namesAPortThatIsTaken() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefuses(
                    Map.of("badezimmer.link.port", port),
                    "badezimmer.link.port is " + port + ", allowed is a port that is free");
            assertRefuses(
                    Map.of("quarkus.http.port", port), "quarkus.http.port is " + port + ", allowed is a free port");
        }
    }

    private void assertRefuses(Map<String, String> config, String... lines) throws IOException, InterruptedException {
        try (DeviceProcess lamp = start(config)) {
            assertEquals(1, lamp.exitStatus());
            for (String line : lines) {
                assertTrue(lamp.output().lines().anyMatch(written -> written.startsWith(line)), lamp.output());
            }
            assertFalse(lamp.output().contains("\tat "), lamp.output());
        }
    }

    private DeviceProcess start(Map<String, String> config) throws IOException {
        return DeviceProcess.start(config(config), Map.of());
    }

    private Map<String, String> config(Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.putIfAbsent("badezimmer.discovery.port", Integer.toString(group));
        return all;
    }

    private List<Announcement> announced() {
        return neighbor.heard().stream()
                .flatMap(message -> Announcement.of(message).stream())
                .toList();
    }

    private List<String> names() {
        return announced().stream().map(Announcement::instance).toList();
    }
}
