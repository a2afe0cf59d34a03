package badezimmer.waterleak;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The water leak sensor and its simulated probe. */
@ConfigMapping(prefix = "badezimmer.water-leak")
interface WaterLeakConfig {

    /** Where the sensor lies, as it is shown; 1 to 63 characters. */
    @WithDefault("BATHROOM")
    String location();

    /** Time between two changes of the severity; 10 ms to 1 h. */
    @WithDefault("10s")
    Duration interval();

    /** Makes the simulation the same each time; another one each time if absent. */
    OptionalLong seed();

    /** The severity that is felt, 0 to 10, whatever happens; simulated if absent. */
    OptionalInt severity();
}
