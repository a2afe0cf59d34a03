package badezimmer.fartdetector;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulated nose. */
@ConfigMapping(prefix = "badezimmer.fart-detector")
interface FartDetectorConfig {

    /** Time between two changes of the smell; 10 ms to 1 h. */
    @WithDefault("5s")
    Duration interval();

    /** Makes the simulation the same each time; another one each time if absent. */
    OptionalLong seed();

    /** How probable a new smell is at each interval; 0 to 1. */
    @WithDefault("0.1")
    double probability();

    /** The share of a smell that an interval leaves; 0 to 0.99. */
    @WithDefault("0.8")
    double persistence();

    /** The level that is smelled, 0 to 100, whatever happens; simulated if absent. */
    OptionalInt smellLevel();
}
