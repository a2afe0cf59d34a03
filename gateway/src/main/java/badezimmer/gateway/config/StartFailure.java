package badezimmer.gateway.config;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says in a sentence what kept the gateway from starting. */
public final class StartFailure {

    private static final Pattern UNREADABLE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.*) does not map to any root");

    private static final int DEEPEST = 32;

    private StartFailure() {}

    /** A line for each thing to be put right; what nobody foresaw by its type and message, with its stack trace. */
    public static String explain(Throwable failure) {
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
                            .mapToObj(i -> sentence(invalid.getProblem(i).getMessage()))
                            .collect(Collectors.joining("\n"));
                }
                case ConfigurationException refused
                when refused.getMessage() != null -> {
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
        return "The gateway could not start: "
                + (origin.getMessage() == null ? type : type + ": " + origin.getMessage()) + "\n" + trace;
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getConfigValue(key).getValue();
    }

    private static String sentence(String problem) {
        Matcher unreadable = UNREADABLE.matcher(problem);
        if (unreadable.find()) {
            return unreadable.group(1) + " is " + unreadable.group(2) + ", " + kind(unreadable.group(3));
        }
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.find()) {
            return unknown.group(1) + " is no key of the gateway, allowed are " + String.join(", ", Keys.ALL);
        }
        return problem;
    }

    private static String kind(String complaint) {
        if (complaint.contains("duration")) {
            return "allowed is a duration, e.g. 15s, 200ms or PT1H";
        }
        return complaint.contains("integer") ? "allowed is a whole number" : "which is not allowed: " + complaint;
    }
}
