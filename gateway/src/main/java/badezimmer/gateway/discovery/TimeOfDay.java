package badezimmer.gateway.discovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import com.google.protobuf.Timestamp;

/**
 * What time of day it was at a moment that was noted in steady time. A machine without a battery for its clock begins in
 * 1970 and is told the time later: what happened before that is shown as it was then, once {@link #wasSet} has seen it.
 */
final class TimeOfDay {

    /** A clock that is slowed down or sped up is not set: what was shown stays as it is. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Clock clock;
    private final InstantSource steady;
    private Duration ahead;

    /**
     * @param clock the time of day, which may be set
     * @param steady the time that nobody can set; only differences mean something
     */
    TimeOfDay(Clock clock, InstantSource steady) {
        this.clock = clock;
        this.steady = steady;
        this.ahead = measured();
    }

    Timestamp of(Instant steadyMoment) {
        Instant then = steadyMoment.plus(ahead);
        return Timestamp.newBuilder()
                .setSeconds(then.getEpochSecond())
                .setNanos(then.getNano())
                .build();
    }

    /** Whether the clock was set, by a second or more, since this was last asked: then every moment reads otherwise. */
    boolean wasSet() {
        Duration now = measured();
        boolean set = now.minus(ahead).abs().compareTo(STEP) >= 0;
        if (set) {
            ahead = now;
        }
        return set;
    }

    private Duration measured() {
        return Duration.between(steady.instant(), clock.instant());
    }
}
