package badezimmer.swarm;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import badezimmer.device.Allowed;

/** How many devices, which, and how lively. */
@ConfigMapping(prefix = "badezimmer.swarm")
interface SwarmConfig {

    /** How many devices; 1 to 10000. */
    @WithDefault("100")
    int devices();

    /** The kinds that they are of, by turns. */
    @WithDefault("light-lamp,sink,toilet,fart-detector,water-leak")
    List<String> kinds();

    /**
     * How often each device changes what it shows: a lamp and a sink every time, a sensor as its simulation has it; 100 ms to
     * 1 h.
     */
    @WithDefault("60s")
    Duration updateInterval();

    /** How many devices a minute say goodbye, each to come back after 10 s; 0 to 6000. */
    @WithDefault("0")
    int churn();

    /** Throws a sentence for people if a value is not allowed. */
    static void check(SwarmConfig config) {
        Allowed.within("badezimmer.swarm.devices", config.devices(), 1, 10_000);
        Allowed.within(
                "badezimmer.swarm.update-interval",
                config.updateInterval(),
                Duration.ofMillis(100),
                Duration.ofHours(1));
        Allowed.within("badezimmer.swarm.churn", config.churn(), 0, 6_000);
    }
}
