package badezimmer.device.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged device of the module under test as a process of its own: the native binary if there is one, else the jar. */
public final class DeviceProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final Path output;

    private DeviceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it on loopback, its HTTP port any free one, with this configuration and these environment variables. */
    public static DeviceProcess start(Map<String, String> config, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        Path binary = Path.of(System.getProperty("native.image.path", "none"));
        boolean isNative = Files.isExecutable(binary);
        command.add(
                isNative
                        ? binary.toString()
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString());
        command.add("-Dquarkus.http.port=0");
        command.add("-Dbadezimmer.discovery.interfaces=lo");
        config.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (!isNative) {
            command.addAll(List.of("-jar", JAR.toString()));
        }
        Path output = Files.createTempFile("device", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new DeviceProcess(builder.start(), output);
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end. */
    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after 60 s");
        }
        return process.exitValue();
    }

    /** What it has written so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
