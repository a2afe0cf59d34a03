package badezimmer.gateway.config;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

/** Says in a sentence what kept the gateway from starting. */
public final class StartFailure {

    private static final Pattern UNREADABLE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.*) does not map to any root");

    private StartFailure() {}

    /** A line for each thing to be put right; a stack trace only for what nobody foresaw. */
    public static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case QuarkusBindException bind -> {
                    return "quarkus.http.port is " + bind.getPort()
                            + ", allowed is a free port: another process uses this one";
                }
                case ConfigValidationException invalid -> {
                    return IntStream.range(0, invalid.getProblemCount())
                            .mapToObj(i -> sentence(invalid.getProblem(i).getMessage()))
                            .collect(Collectors.joining("\n"));
                }
                case ConfigurationException refused -> {
                    return refused.getMessage();
                }
                default -> {}
            }
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String sentence(String problem) {
        Matcher unreadable = UNREADABLE.matcher(problem);
        if (unreadable.find()) {
            return unreadable.group(1) + " is " + unreadable.group(2) + ", allowed is " + kind(unreadable.group(3));
        }
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.find()) {
            return unknown.group(1) + " is no key of the gateway, allowed are " + String.join(", ", Keys.ALL);
        }
        return problem;
    }

    private static String kind(String complaint) {
        if (complaint.contains("duration")) {
            return "a duration, e.g. 15s, 200ms or PT1H";
        }
        return complaint.contains("integer") ? "a whole number" : complaint;
    }
}
