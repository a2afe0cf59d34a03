package badezimmer.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code ./badezimmer} in the locale POSIX and in a directory of its own that leads to the packaged programs, with a blank
 * and an umlaut in its name.
 */
abstract class LauncherDirectory {

    private static final List<String> LINKS =
            List.of("mvnw", ".mvn", "pom.xml", "proto", "devices", "gateway", "deploy");

    static final int LOG_BYTES = 2_000;

    @TempDir
    Path temporary;

    final Network network = new Network();
    final String httpPort = Integer.toString(Network.freeTcpPort());
    Path home;

    record Result(int status, String output) {}

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

    Result launcher(String... arguments) throws IOException {
        return finish(builder(arguments).start());
    }

    Process begin(String... arguments) throws IOException {
        return begin(builder(arguments));
    }

    Process begin(ProcessBuilder builder) throws IOException {
        return builder.redirectOutput(temporary.resolve("output").toFile()).start();
    }

    ProcessBuilder builder(String... arguments) {
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

    void awaitFollowing(Process up) {
        await().atMost(5, TimeUnit.MINUTES).until(() -> {
            assertTrue(up.isAlive(), () -> output(up));
            return output(up).contains("Following the logs");
        });
    }

    static Result finish(Process process) throws IOException {
        String output = new String(process.getInputStream().readAllBytes());
        await().until(() -> !process.isAlive());
        return new Result(process.exitValue(), output);
    }

    String output(Process process) {
        try {
            return Files.readString(temporary.resolve("output")) + (process.isAlive() ? "" : "(ended)");
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Whether a process runs no program any more: one that nobody waited for keeps its number. */
    static boolean hasEnded(ProcessHandle process) {
        return process.info().command().isEmpty();
    }

    /** The services that its pid files name. */
    List<ProcessHandle> processes() throws IOException {
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
