package badezimmer.gateway.grpcweb;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.grpc.Status;

/** How long a call may take, as its client says in {@code grpc-timeout}: at most eight digits and a unit. */
final class Timeout {

    private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "H", ChronoUnit.HOURS,
            "M", ChronoUnit.MINUTES,
            "S", ChronoUnit.SECONDS,
            "m", ChronoUnit.MILLIS,
            "u", ChronoUnit.MICROS,
            "n", ChronoUnit.NANOS);

    /** How a call ends that took longer. */
    static final Status OVER = Status.DEADLINE_EXCEEDED.withDescription("the time that the call was given is over");

    private Timeout() {}

    /** What the header says, in whole milliseconds and at least one; empty without one (null). */
    static Optional<Duration> of(String header) throws GrpcWebException {
        if (header == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            throw new GrpcWebException(Status.INVALID_ARGUMENT.withDescription(
                    Names.GRPC_TIMEOUT + " is 1 to 8 digits and one of H, M, S, m, u, n, not: " + header));
        }
        Duration limit = Duration.of(Long.parseLong(form.group(1)), UNITS.get(form.group(2)));
        if (limit.toMillis() == 0) {
            throw new GrpcWebException(OVER);
        }
        return Optional.of(limit);
    }
}
