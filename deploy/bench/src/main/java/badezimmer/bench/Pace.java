package badezimmer.bench;

import java.time.Duration;

/** How long each load runs: first unmeasured, until the JVM has compiled what is hot, then measured. */
record Pace(Duration warmUp, Duration measured) {

    /** What is compared is measured by so many turns, so that what else the machine does falls on all. */
    static final int TURNS = 4;

    static final Pace FULL = new Pace(Duration.ofSeconds(8), Duration.ofSeconds(8));
    static final Pace QUICK = new Pace(Duration.ofSeconds(3), Duration.ofSeconds(3));

    /** One of the turns that take as long together. */
    Pace turn() {
        return new Pace(warmUp.dividedBy(TURNS), measured.dividedBy(TURNS));
    }
}
