package badezimmer.gateway.config;

import java.time.Duration;
import java.util.Locale;

/** Durations as people and configuration write them. */
public final class Durations {

    private Durations() {}

    /** E.g. {@code 5s}, {@code 1m30s} or {@code 200ms}. */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toMillis() < 1_000) {
            return duration.toMillis() + "ms";
        }
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
