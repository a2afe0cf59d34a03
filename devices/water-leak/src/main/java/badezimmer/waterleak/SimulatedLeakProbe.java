package badezimmer.waterleak;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

import jakarta.enterprise.context.Dependent;

import io.quarkus.arc.DefaultBean;

import badezimmer.device.Allowed;
import badezimmer.device.Steps;

/** A probe in a bathroom where leaks begin now and then, get worse or better, and dry up. */
@Dependent
@DefaultBean
class SimulatedLeakProbe implements LeakProbe {

    private static final int FLOOD = 10;
    private static final double LEAK_BEGINS = 0.1;
    private static final double LEAK_GROWS = 0.4;

    private final WaterLeakConfig config;
    private final Steps steps;
    private final Random chance;
    private int severity;

    SimulatedLeakProbe(WaterLeakConfig config, Clock clock) {
        Allowed.within("badezimmer.water-leak.interval", config.interval(), Duration.ofMillis(10), Duration.ofHours(1));
        config.severity().ifPresent(fixed -> {
            Allowed.within("badezimmer.water-leak.severity", fixed, 0, FLOOD);
            severity = fixed;
        });
        this.config = config;
        this.steps = new Steps(clock, config.interval());
        this.chance = config.seed().isPresent() ? new Random(config.seed().getAsLong()) : new Random();
    }

    @Override
    public int severity() {
        if (config.severity().isEmpty()) {
            steps.catchUp(_ -> drift());
        }
        return severity;
    }

    private void drift() {
        boolean worse = chance.nextDouble() < (severity == 0 ? LEAK_BEGINS : LEAK_GROWS);
        int change = worse ? chance.nextInt(1, 4) : -1;
        severity = Math.clamp(severity + change, 0, FLOOD);
    }
}
