package badezimmer.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The steps of a simulation, which fall due as time passes and are made up for when somebody looks: a simulated driver
 * needs no thread. When the clock leaps (a machine that slept, or set its clock) the missed steps are left out.
 * Not thread-safe.
 */
public final class Steps {

    private static final int MOST_AT_ONCE = 1_000;

    private final Clock clock;
    private final Duration interval;
    private Instant last;

    /** @param interval between two steps, above zero */
    public Steps(Clock clock, Duration interval) {
        this.clock = clock;
        this.interval = interval;
        this.last = clock.instant();
    }

    /** Runs the step for each interval that has passed since the last one, with the moment at which it fell due. */
    public void catchUp(Consumer<Instant> step) {
        Instant now = clock.instant();
        if (now.isBefore(last) || last.plus(interval.multipliedBy(MOST_AT_ONCE)).isBefore(now)) {
            last = now;
        }
        for (Instant due = last.plus(interval); !due.isAfter(now); due = due.plus(interval)) {
            last = due;
            step.accept(due);
        }
    }
}
