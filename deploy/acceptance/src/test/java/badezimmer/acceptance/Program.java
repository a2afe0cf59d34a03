package badezimmer.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A packaged gateway or device, its native binary where that was built, running as a process of its own with its output
 * in a file. Killed when closed.
 */
final class Program implements AutoCloseable {

    static final Path ROOT =
            Path.of(System.getProperty("project.root")).toAbsolutePath().normalize();

    private static final boolean NATIVE = Boolean.getBoolean("acceptance.native");

    private static final Duration START = Duration.ofMinutes(5);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^ ]*:(\\d+)\\s");
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Process process;
    private final Path log;

    /** Starts the app of a module, e.g. {@code devices/sink}, with these settings. */
    Program(String module, Map<String, String> settings) {
        Path target = ROOT.resolve(module).resolve("target");
        // No binary is made of the swarm.
        boolean isNative = NATIVE && !module.equals("devices/swarm");
        List<String> command = new ArrayList<>(isNative ? binary(target) : java());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (!isNative) {
            Path jar = target.resolve("quarkus-app/quarkus-run.jar");
            assertTrue(Files.exists(jar), () -> module + " is not packaged: there is no " + jar);
            command.addAll(List.of("-jar", jar.toString()));
        }
        try {
            Path logs = Files.createDirectories(Path.of(System.getProperty("acceptance.logs")));
            log = logs.resolve("%03d-%s.log"
                    .formatted(STARTED.incrementAndGet(), Path.of(module).getFileName()));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    private static List<String> binary(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            Path binary = files.filter(file -> file.toString().endsWith("-runner"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no native binary in " + target));
            return List.of(binary.toString(), "-Xmx64m");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its output holds the text. */
    Program awaitOutput(String text) {
        await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertTrue(process.isAlive() || output().contains(text), this::output);
            return output().contains(text);
        });
        return this;
    }

    /** Its HTTP port; waits until it listens. */
    int httpPort() {
        awaitOutput("Installed features");
        Matcher listening = LISTENING.matcher(output());
        assertTrue(listening.find(), this::output);
        return Integer.parseInt(listening.group(1));
    }

    /** Waits until it has ended; its exit status. */
    int awaitExit() {
        await().atMost(START).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Sends a signal by its name, e.g. {@code STOP}. */
    void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertTrue(status == 0, () -> "kill -" + name + " ended with status " + status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), "a killed process is still there after a minute");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
