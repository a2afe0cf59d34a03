package badezimmer.discovery;

/** Refuses a configured value with a sentence that names the key, the value and what is allowed. */
public final class Check {

    private Check() {}

    /** Throws {@link IllegalArgumentException} unless {@code ok}. */
    public static void that(boolean ok, String key, Object value, String allowed) {
        if (!ok) {
            throw new IllegalArgumentException(key + " is " + value + ", allowed is " + allowed);
        }
    }
}
