package badezimmer.device;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

/** Says in a sentence what kept a device from starting. */
final class StartFailure {

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
                            .mapToObj(i -> invalid.getProblem(i).getMessage())
                            .collect(Collectors.joining("\n"));
                }
                case IllegalArgumentException refused -> {
                    return refused.getMessage();
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
}
