package badezimmer.fartdetector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import jakarta.enterprise.context.Dependent;

import io.quarkus.arc.DefaultBean;

import badezimmer.device.Allowed;
import badezimmer.device.Steps;

/** A nose in a bathroom where, now and then, somebody adds to a smell that otherwise decays. */
@Dependent
@DefaultBean
class SimulatedNose implements Nose {

    private static final int STRONGEST = 100;

    private final FartDetectorConfig config;
    private final Steps steps;
    private final Random chance;
    private double level;
    private Optional<Instant> lastDetection = Optional.empty();

    SimulatedNose(FartDetectorConfig config, Clock clock) {
        Allowed.within(
                "badezimmer.fart-detector.interval", config.interval(), Duration.ofMillis(10), Duration.ofHours(1));
        Allowed.within("badezimmer.fart-detector.probability", config.probability(), 0, 1);
        Allowed.within("badezimmer.fart-detector.persistence", config.persistence(), 0, 0.99);
        config.smellLevel().ifPresent(fixed -> {
            Allowed.within("badezimmer.fart-detector.smell-level", fixed, 0, STRONGEST);
            level = fixed;
            lastDetection = fixed > 0 ? Optional.of(clock.instant()) : Optional.empty();
        });
        this.config = config;
        this.steps = new Steps(clock, config.interval());
        this.chance = config.seed().isPresent() ? new Random(config.seed().getAsLong()) : new Random();
    }

    @Override
    public Smell sniff() {
        if (config.smellLevel().isEmpty()) {
            steps.catchUp(this::drift);
        }
        return new Smell((int) Math.round(level), lastDetection);
    }

    private void drift(Instant when) {
        level *= config.persistence();
        if (chance.nextDouble() < config.probability()) {
            level = Math.min(STRONGEST, level + chance.nextInt(20, 81));
            lastDetection = Optional.of(when);
        }
    }
}
