package badezimmer.toilet;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulated toilet. */
@ConfigMapping(prefix = "badezimmer.toilet")
interface ToiletConfig {

    /** Time between two visitors, each of whom flushes or plunges; 10 ms to 1 h. */
    @WithDefault("20s")
    Duration interval();

    /** Makes the simulation the same each time; another one each time if absent. */
    OptionalLong seed();

    /** How probable it is that a flush clogs it; 0 to 1. */
    @WithDefault("0.1")
    double clogProbability();

    /** Water for one flush; 0 to 100. */
    @WithDefault("6")
    double litersPerFlush();

    /** Whether it is clogged, whatever happens; simulated if absent. */
    Optional<Boolean> clogged();
}
