package badezimmer.device;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says in a sentence what kept a device from starting. */
final class StartFailure {

    /** What the configuration library says of a key that nothing maps. */
    private static final Pattern UNKNOWN_KEY = Pattern.compile(".*SRCFG00050: (\\S+) in .*");
    /** What it says of a value that cannot be read. */
    private static final Pattern BAD_VALUE = Pattern.compile(
            ".*SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being"
                    + " converted (?:SRCFG\\d+: )?(.*)",
            Pattern.DOTALL);

    private static final int DEEPEST = 32;

    private StartFailure() {}

    /** A line for each thing to be put right; what nobody foresaw by its type and message, with its stack trace. */
    static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case QuarkusBindException bind
                when bind.getPort() > 0 -> {
                    return "quarkus.http.port is " + bind.getPort()
                            + ", allowed is a free port: another process uses this one";
                }
                case QuarkusBindException _, UnknownHostException _ -> {
                    return "quarkus.http.host is " + setting("quarkus.http.host")
                            + ", allowed is an address of this machine, or 0.0.0.0 for all";
                }
                case ConfigValidationException invalid -> {
                    return IntStream.range(0, invalid.getProblemCount())
                            .mapToObj(i -> explain(invalid.getProblem(i).getMessage()))
                            .collect(Collectors.joining("\n"));
                }
                case RuntimeException refused
                when namesAKey(refused.getMessage()) -> {
                    return refused.getMessage();
                }
                default -> {}
            }
        }
        return unforeseen(failure);
    }

    private static String unforeseen(Throwable failure) {
        Throwable origin = failure;
        for (int i = 0; i < DEEPEST && origin.getCause() != null; i++) {
            origin = origin.getCause();
        }
        String type = origin.getClass().getSimpleName();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "The device could not start: " + (origin.getMessage() == null ? type : type + ": " + origin.getMessage())
                + "\n" + trace;
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getConfigValue(key).getValue();
    }

    private static boolean namesAKey(String message) {
        return message != null
                && (message.startsWith("badezimmer.")
                        || message.startsWith("BADEZIMMER_")
                        || message.startsWith("quarkus."));
    }

    private static String explain(String problem) {
        Matcher unknown = UNKNOWN_KEY.matcher(problem);
        if (unknown.matches()) {
            return Keys.unknown(unknown.group(1), System.getProperty(unknown.group(1), "set"));
        }
        Matcher bad = BAD_VALUE.matcher(problem);
        return bad.matches() ? bad.group(1) + " is " + bad.group(2) + ", " + kind(bad.group(3)) : problem;
    }

    private static String kind(String complaint) {
        if (complaint.contains("duration")) {
            return "allowed is a duration, e.g. 15s, 200ms or PT1H";
        }
        return complaint.contains("integer") ? "allowed is a whole number" : "which is not allowed: " + complaint;
    }
}
