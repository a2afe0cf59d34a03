package badezimmer.fartdetector;

import java.time.Instant;
import java.util.Optional;

/** The driver: a gas sensor. */
interface Nose {

    /** What it smells now. */
    Smell sniff();

    /**
     * A smell.
     *
     * @param level 0 to 100
     * @param lastDetection when the level last rose; empty if it never did
     */
    record Smell(int level, Optional<Instant> lastDetection) {}
}
