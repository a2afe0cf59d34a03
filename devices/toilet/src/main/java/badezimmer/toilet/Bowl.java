package badezimmer.toilet;

import java.time.Instant;
import java.util.Optional;

/** The driver: what is known of the bowl. */
interface Bowl {

    /** What it is like now. */
    Reading read();

    /**
     * A reading.
     *
     * @param flushes since the start
     * @param lastFlush empty if there was none
     * @param liters of water, since the start
     */
    record Reading(int flushes, Optional<Instant> lastFlush, boolean clogged, double liters) {}
}
