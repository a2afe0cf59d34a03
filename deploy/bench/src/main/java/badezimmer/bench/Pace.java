package badezimmer.bench;

import java.time.Duration;

/** How long each load runs: first unmeasured, until the JVM has compiled what is hot, then measured. */
record Pace(Duration warmUp, Duration measured) {

    static final Pace FULL = new Pace(Duration.ofSeconds(8), Duration.ofSeconds(8));
    static final Pace QUICK = new Pace(Duration.ofSeconds(3), Duration.ofSeconds(3));

    /** As long, in so many turns. */
    Pace turn(int turns) {
        return new Pace(warmUp.dividedBy(turns), measured.dividedBy(turns));
    }
}
