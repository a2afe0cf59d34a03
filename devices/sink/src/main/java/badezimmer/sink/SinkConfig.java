package badezimmer.sink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulated faucet. */
@ConfigMapping(prefix = "badezimmer.sink")
interface SinkConfig {

    /** Litres a minute when it is open; 0 to 1000. */
    @WithDefault("6")
    double flow();
}
