package badezimmer.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.Dependent;

import io.quarkus.arc.DefaultBean;

import badezimmer.device.Allowed;

/** A faucet with a steady flow. It is asked once a second: a longer gap is a leap of the clock, and not water. */
@Dependent
@DefaultBean
class SimulatedFaucet implements Faucet {

    private static final Duration LEAP = Duration.ofMinutes(2);

    private final Clock clock;
    private final double litersPerMilli;
    private boolean open;
    private double liters;
    private Instant measured;

    SimulatedFaucet(SinkConfig config, Clock clock) {
        Allowed.within("badezimmer.sink.flow", config.flow(), 0, 1_000);
        this.clock = clock;
        this.litersPerMilli = config.flow() / Duration.ofMinutes(1).toMillis();
        this.measured = clock.instant();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void turn(boolean open) {
        measure();
        this.open = open;
    }

    @Override
    public double liters() {
        measure();
        return liters;
    }

    private void measure() {
        Instant now = clock.instant();
        Duration gap = Duration.between(measured, now);
        if (open && !gap.isNegative() && gap.compareTo(LEAP) <= 0) {
            liters += gap.toMillis() * litersPerMilli;
        }
        measured = now;
    }
}
