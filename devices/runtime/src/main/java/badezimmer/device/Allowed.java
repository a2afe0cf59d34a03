package badezimmer.device;

import java.time.Duration;

import badezimmer.discovery.Check;

/** Refuses configured values outside their bounds, in the words of {@link Check}. */
public final class Allowed {

    private Allowed() {}

    /** Throws {@link IllegalArgumentException} unless the value lies between the bounds, both allowed. */
    public static void within(String key, long value, long min, long max) {
        Check.that(value >= min && value <= max, key, value, min + " to " + max);
    }

    /** Throws {@link IllegalArgumentException} unless the value lies between the bounds, both allowed. */
    public static void within(String key, double value, double min, double max) {
        Check.that(value >= min && value <= max, key, value, min + " to " + max);
    }

    /** Throws {@link IllegalArgumentException} unless the text has so many characters, both bounds allowed. */
    public static void length(String key, String value, int min, int max) {
        Check.that(value.length() >= min && value.length() <= max, key, value, min + " to " + max + " characters");
    }

    /** Throws {@link IllegalArgumentException} unless the duration lies between the bounds, both allowed. */
    public static void within(String key, Duration value, Duration min, Duration max) {
        Check.that(
                value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                key,
                readable(value),
                readable(min) + " to " + readable(max));
    }

    private static String readable(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
