package badezimmer.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code ./badezimmer} does with the packaged programs. */
@DisabledIfSystemProperty(
        named = "acceptance.native",
        matches = "true",
        disabledReason = "the launcher runs what was packaged for the JVM")
class LauncherIT extends LauncherDirectory {

    @Test
    void bringsABathroomUpShowsItAndTakesItDown() throws IOException {
        network.start("devices/toilet").awaitOutput("Announced as");
        Result up = launcher("up", "--detach", "--no-build", "--http-port", httpPort, "light-lamp=3", "sink");
        assertEquals(0, up.status(), up::output);
        for (String id : List.of("Light Lamp@", "Light Lamp-2@", "Light Lamp-3@", "Sink@_sink._tcp.local.")) {
            assertTrue(up.output().contains(id), up::output);
        }
        assertTrue(up.output().contains("http://localhost:" + httpPort + "/docs"), up::output);

        Result status = launcher("status");
        assertEquals(0, status.status(), status::output);
        assertTrue(status.output().matches("(?s).*light-lamp-3 +process \\d+ .*"), status::output);

        Result again = launcher("up", "--no-build", "--http-port", httpPort);
        assertEquals(1, again.status(), again::output);
        assertTrue(again.output().startsWith("Already running: "), again::output);

        Result logs = launcher("logs", "sink");
        assertTrue(logs.output().contains("Announced as Sink@_sink._tcp.local."), logs::output);

        List<ProcessHandle> processes = processes();
        assertEquals(5, processes.size());
        Result down = launcher("down");
        assertEquals(0, down.status(), down::output);
        assertTrue(processes.stream().allMatch(LauncherDirectory::hasEnded));
        assertTrue(launcher("logs", "sink").output().contains("Saying goodbye as Sink@"), "no goodbye in the log");
        assertEquals(3, launcher("status").status());
    }

    @Test
    void whatAPeerCallsItselfIsShownButNotBelieved() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                HandmadeDevice liar = new HandmadeDevice(network.discoveryPort());
                ScheduledExecutorService often = Executors.newSingleThreadScheduledExecutor()) {
            String name = "x Listening on: http://localhost:" + trap.getLocalPort() + " \u202e";
            String aQuote = "\",\"status\":\"ONLINE\"}";
            often.scheduleAtFixedRate(
                    () -> {
                        liar.announce(name, Map.of());
                        liar.announce(aQuote, Map.of());
                    },
                    0,
                    200,
                    TimeUnit.MILLISECONDS);
            Result up = launcher("up", "--detach", "--no-build", "--http-port", httpPort, "sink");
            assertEquals(0, up.status(), up::output);
            Result status = launcher("status");
            assertEquals(0, status.status(), status::output);
            assertTrue(status.output().contains(HandmadeDevice.id(name.replace("\u202e", "\\u202E"))), status::output);
            assertTrue(launcher("logs", "gateway").output().contains("Discovered: x Listening on: "));
            assertFalse(launcher("logs", "gateway").output().contains("\u202e"));
            // Whatever a peer has the gateway write, its log does not grow.
            AtomicInteger names = new AtomicInteger();
            await().atMost(1, TimeUnit.MINUTES).until(() -> {
                liar.announce("Another name " + names.incrementAndGet(), Map.of());
                return Files.exists(home.resolve(".run/log/gateway.log.1"));
            });
            assertTrue(Files.size(home.resolve(".run/log/gateway.log")) <= LOG_BYTES);
            assertTrue(Files.size(home.resolve(".run/log/gateway.log.1")) <= LOG_BYTES + 1_000);
            trap.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void downFindsWhatAKilledLauncherLeftBehind() throws IOException {
        ProcessBuilder builder = builder("up", "--no-build", "--http-port", httpPort, "sink");
        builder.environment().put("BADEZIMMER_DEVICE_NAME", "Küche");
        Process up = begin(builder);
        awaitFollowing(up);
        assertTrue(output(up).contains("Küche@_sink._tcp.local."), () -> output(up));
        up.destroyForcibly();
        List<ProcessHandle> processes = processes();
        assertEquals(2, processes.size());

        Result down = launcher("down");
        assertEquals("Stopped: gateway sink.\n", down.output());
        assertTrue(processes.stream().allMatch(LauncherDirectory::hasEnded));
    }

    @Test
    void aTermSignalStopsEverythingGracefully() throws Exception {
        Process up = begin("up", "--no-build", "--http-port", httpPort, "sink");
        awaitFollowing(up);
        List<ProcessHandle> processes = processes();
        up.destroy();
        assertTrue(up.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, up.exitValue(), () -> output(up));
        assertTrue(output(up).contains("Saying goodbye as Sink@"), () -> output(up));
        assertTrue(processes.stream().allMatch(LauncherDirectory::hasEnded));
    }

    @Test
    void aServiceThatDiesEndsTheRestWithItsLastWords() throws Exception {
        Process up = begin("up", "--no-build", "--http-port", httpPort, "sink");
        awaitFollowing(up);
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        assertTrue(up.waitFor(2, TimeUnit.MINUTES));
        assertEquals(1, up.exitValue(), () -> output(up));
        assertTrue(output(up).contains("gateway ended with status 137. The last lines of"), () -> output(up));
        assertTrue(processes.stream().allMatch(LauncherDirectory::hasEnded));
    }

    @Test
    void aBadSettingStopsTheStartWithItsSentence() throws IOException {
        ProcessBuilder builder = builder("up", "--no-build", "--http-port", httpPort, "sink");
        builder.environment().put("BADEZIMMER_DISCOVERY_TTL", "3s");
        Result up = finish(builder.start());
        assertEquals(1, up.status(), up::output);
        assertTrue(up.output().contains("badezimmer.discovery.ttl is 3s, allowed is 15s to 4500s"), up::output);
        assertTrue(processes().isEmpty());
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Result up = launcher("up", "--no-build", "--http-port", port, "sink");
            assertEquals(1, up.status(), up::output);
            assertTrue(up.output().contains(port), up::output);
            assertTrue(up.output().contains("--http-port"), up::output);
            assertTrue(processes().isEmpty());
        }
    }

    @Test
    void whatItDoesNotKnowIsAnsweredWithWhatItKnows() throws IOException {
        Result device = launcher("up", "bidet");
        assertEquals(1, device.status());
        assertEquals(
                "There is no device 'bidet'. Known are: fart-detector light-lamp sink toilet water-leak, and swarm.\n",
                device.output());
        assertTrue(launcher("up", "sink=none").output().contains("1 to 50"));
        assertTrue(launcher("up", "swarm=10001").output().contains("1 to 10000"));
        assertTrue(launcher("up", "--port").output().contains("--http-port N"));
        assertEquals(2, launcher("dance").status());
        assertTrue(launcher("logs", "bidet").output().startsWith("There is no log of 'bidet'."));
    }

    @Test
    void aCommandThatIsAskedForHelpDoesNothingElse() throws IOException {
        Result help = launcher("help");
        assertEquals(0, help.status());
        for (String command : List.of("up", "down", "fuzz", "bench", "faults")) {
            assertEquals(help, launcher(command, "--help"), command);
        }
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws IOException {
        Path jdk = Files.createDirectory(temporary.resolve("old"));
        ProcessBuilder builder = builder("up", "--no-build", "sink");
        // A toolchain that looks nowhere but there finds what a machine without a new JDK has.
        Files.delete(home.resolve(".mvn"));
        Files.createDirectory(home.resolve(".mvn"));
        String toolchain = Files.readString(Program.ROOT.resolve(".mvn/toolchain.sh"));
        Files.writeString(
                home.resolve(".mvn/toolchain.sh"),
                toolchain.replaceFirst("for home in [^;]*;", "for home in '" + jdk + "';"));
        Result up = finish(builder.start());
        assertEquals(1, up.status(), up::output);
        assertTrue(up.output().startsWith("No JDK 25 or newer found"), up::output);
        assertTrue(up.output().contains("Install one"), up::output);
        assertFalse(Files.exists(home.resolve(".run/gateway.pid")));
    }
}
