package badezimmer.acceptance;

import java.time.Duration;

/**
 * What the programs promise, and how far a busy machine may miss it: four times the time and three seconds, or with
 * {@code acceptance.strict} not at all.
 */
final class Promise {

    private static final boolean STRICT = Boolean.getBoolean("acceptance.strict");

    private Promise() {}

    /** The longest time that is let pass for what is promised within {@code promised}. */
    static Duration within(Duration promised) {
        return STRICT ? promised : promised.multipliedBy(4).plusSeconds(3);
    }
}
