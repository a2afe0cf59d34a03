package badezimmer.discovery;

import java.util.Optional;

/** Refuses a configured value with a sentence that names the key, the value and what is allowed. */
public final class Check {

    private Check() {}

    /** Throws {@link IllegalArgumentException} unless {@code quarkus.http.port}, if it is set, is a port or 0 for any. */
    public static void httpPort(Optional<Integer> port) {
        port.ifPresent(value -> that(value >= 0 && value <= 65_535, "quarkus.http.port", value, "0 to 65535"));
    }

    /** Throws {@link IllegalArgumentException} unless {@code ok}. */
    public static void that(boolean ok, String key, Object value, String allowed) {
        if (!ok) {
            throw new IllegalArgumentException(key + " is " + value + ", allowed is " + allowed);
        }
    }
}
