package badezimmer.toilet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import jakarta.enterprise.context.Dependent;

import io.quarkus.arc.DefaultBean;

import badezimmer.device.Allowed;
import badezimmer.device.Steps;

/** A toilet with a visitor every interval: who finds it working flushes, which may clog it; who finds it clogged plunges. */
@Dependent
@DefaultBean
class SimulatedBowl implements Bowl {

    private static final double PLUNGE_HELPS = 0.5;

    private final ToiletConfig config;
    private final Steps visitors;
    private final Random chance;
    private int flushes;
    private Optional<Instant> lastFlush = Optional.empty();
    private boolean clogged;

    SimulatedBowl(ToiletConfig config, Clock clock) {
        Allowed.within("badezimmer.toilet.interval", config.interval(), Duration.ofMillis(10), Duration.ofHours(1));
        Allowed.within("badezimmer.toilet.clog-probability", config.clogProbability(), 0, 1);
        Allowed.within("badezimmer.toilet.liters-per-flush", config.litersPerFlush(), 0, 100);
        this.config = config;
        this.visitors = new Steps(clock, config.interval());
        this.chance = config.seed().isPresent() ? new Random(config.seed().getAsLong()) : new Random();
        this.clogged = config.clogged().orElse(false);
    }

    @Override
    public Reading read() {
        visitors.catchUp(this::visit);
        return new Reading(flushes, lastFlush, clogged, flushes * config.litersPerFlush());
    }

    private void visit(Instant when) {
        if (clogged) {
            clogged = config.clogged().orElse(chance.nextDouble() >= PLUNGE_HELPS);
        } else {
            flushes++;
            lastFlush = Optional.of(when);
            clogged = config.clogged().orElse(chance.nextDouble() < config.clogProbability());
        }
    }
}
