package badezimmer.device;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;

/** Says in a sentence what kept a device from starting. */
final class StartFailure {

    /** What the configuration library says of a key that nothing maps. */
    private static final Pattern UNKNOWN_KEY = Pattern.compile(".*SRCFG00050: (\\S+) in .*");
    /** What it says of a value that cannot be read. */
    private static final Pattern BAD_VALUE = Pattern.compile(
            ".*SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being"
                    + " converted (?:SRCFG\\d+: )?(.*)",
            Pattern.DOTALL);

    private StartFailure() {}

    /** A line for each thing to be put right; a stack trace only for what nobody foresaw. */
    static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case QuarkusBindException bind -> {
                    return "quarkus.http.port is " + bind.getPort()
                            + ", allowed is a free port: another process uses this one";
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
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static boolean namesAKey(String message) {
        return message != null && (message.startsWith("badezimmer.") || message.startsWith("BADEZIMMER_"));
    }

    private static String explain(String problem) {
        Matcher unknown = UNKNOWN_KEY.matcher(problem);
        if (unknown.matches()) {
            return Keys.unknown(unknown.group(1), System.getProperty(unknown.group(1), "set"));
        }
        Matcher bad = BAD_VALUE.matcher(problem);
        return bad.matches() ? bad.group(1) + " is " + bad.group(2) + ", allowed is " + kind(bad.group(3)) : problem;
    }

    private static String kind(String complaint) {
        if (complaint.contains("duration")) {
            return "a duration, e.g. 15s, 200ms or PT1H";
        }
        return complaint.contains("integer") ? "a whole number" : complaint;
    }
}
