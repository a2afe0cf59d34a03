package badezimmer.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code ./badezimmer}, in the locale POSIX and in a directory of its own that leads to the packaged programs, with a blank
 * and an umlaut in its name.
 */
@DisabledIfSystemProperty(
        named = "acceptance.native",
        matches = "true",
        disabledReason = "the launcher runs what was packaged for the JVM")
class LauncherIT {

    private static final List<String> LINKS =
            List.of("mvnw", ".mvn", "pom.xml", "proto", "devices", "gateway", "deploy");

    private static final int LOG_BYTES = 2_000;

    @TempDir
    Path temporary;

    private final Network network = new Network();
    private final String httpPort = Integer.toString(Network.freeTcpPort());
    private Path home;

    private record Result(int status, String output) {}

    @BeforeEach
    void lead() throws IOException {
        home = Files.createDirectory(temporary.resolve("Bäder Haus"));
        for (String name : LINKS) {
            Files.createSymbolicLink(home.resolve(name), Program.ROOT.resolve(name));
        }
        // A log is full after some lines.
        String launcher = Files.readString(Program.ROOT.resolve("badezimmer"));
        Files.writeString(home.resolve("badezimmer"), launcher.replace("log_size=5M", "log_size=" + LOG_BYTES));
        Files.setPosixFilePermissions(home.resolve("badezimmer"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() throws IOException {
        launcher("down");
        network.close();
        for (String name : LINKS) {
            if (Files.isSymbolicLink(home.resolve(name))) {
                Files.delete(home.resolve(name));
            }
        }
    }

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
        assertTrue(processes.stream().allMatch(LauncherIT::hasEnded));
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
        assertTrue(processes.stream().allMatch(LauncherIT::hasEnded));
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
        assertTrue(processes.stream().allMatch(LauncherIT::hasEnded));
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
        assertTrue(processes.stream().allMatch(LauncherIT::hasEnded));
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

    private Result launcher(String... arguments) throws IOException {
        return finish(builder(arguments).start());
    }

    private Process begin(String... arguments) throws IOException {
        return begin(builder(arguments));
    }

    private Process begin(ProcessBuilder builder) throws IOException {
        return builder.redirectOutput(temporary.resolve("output").toFile()).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("badezimmer").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "POSIX");
        builder.environment().put("BADEZIMMER_DISCOVERY_INTERFACES", "lo");
        builder.environment().put("BADEZIMMER_DISCOVERY_PORT", Integer.toString(network.discoveryPort()));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        return builder;
    }

    private void awaitFollowing(Process up) {
        await().atMost(5, TimeUnit.MINUTES).until(() -> {
            assertTrue(up.isAlive(), () -> output(up));
            return output(up).contains("Following the logs");
        });
    }

    private static Result finish(Process process) throws IOException {
        String output = new String(process.getInputStream().readAllBytes());
        await().until(() -> !process.isAlive());
        return new Result(process.exitValue(), output);
    }

    private String output(Process process) {
        try {
            return Files.readString(temporary.resolve("output")) + (process.isAlive() ? "" : "(ended)");
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Whether a process runs no program any more: one that nobody waited for keeps its number. */
    private static boolean hasEnded(ProcessHandle process) {
        return process.info().command().isEmpty();
    }

    /** The services that its pid files name. */
    private List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.exists(home.resolve(".run"))) {
            return found;
        }
        try (var files = Files.newDirectoryStream(home.resolve(".run"), "*.pid")) {
            for (Path file : files) {
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(found::add);
            }
        }
        return found;
    }
}
