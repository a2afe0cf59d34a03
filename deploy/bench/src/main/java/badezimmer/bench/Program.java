package badezimmer.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java program of its own, and what the kernel says of it. */
final class Program implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    /** A line of a class histogram: rank, number, bytes, class. */
    private static final Pattern INSTANCES = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(.+)");

    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 10;
    private static final double TICKS = 100;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code java} with these arguments. */
    static Program start(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JAVA.resolve("java").toString());
        command.addAll(arguments);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Whatever ends the measurement, nothing of it goes on.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Program(process, log);
    }

    /** Waits until something is true of it. */
    void await(BooleanSupplier ready, String what) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!ready.getAsBoolean()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("it ended with status " + process.exitValue() + ", see " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(what + " did not come within " + START_SECONDS + " s, see " + log);
            }
        }
    }

    /** The first group of this pattern in its log, or null. */
    String logged(Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(log));
            return matcher.find() ? matcher.group(1) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Confines it to the last core; false where there is no taskset. */
    boolean confineToOneCore() throws IOException, InterruptedException {
        String last = Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
        try {
            return new ProcessBuilder("taskset", "-a", "-p", "-c", last, Long.toString(process.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Processor time that it took so far, in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024.0;
    }

    /** What lives on its heap: counted while everything stands still, without what fills gaps between objects. */
    double heapMegabytes() throws IOException, InterruptedException {
        double bytes = 0;
        for (String line : jcmd("GC.class_histogram").lines().toList()) {
            Matcher instances = INSTANCES.matcher(line);
            if (instances.matches() && !instances.group(2).contains("jdk.internal.vm.Filler")) {
                bytes += Long.parseLong(instances.group(1));
            }
        }
        return bytes / (1 << 20);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes());
        jcmd.waitFor();
        return output;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
