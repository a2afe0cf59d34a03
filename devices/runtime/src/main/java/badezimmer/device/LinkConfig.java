package badezimmer.device;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The TCP server that takes commands. */
@ConfigMapping(prefix = "badezimmer.link")
interface LinkConfig {

    /** The TCP port; 0 takes any free one. */
    @WithDefault("0")
    int port();

    /** How many connections are kept at a time. */
    @WithDefault("4")
    int maxConnections();

    /** When all connections are taken, the one that has been silent the longest makes room, if it was silent for this long. */
    @WithDefault("30s")
    Duration silence();

    /** A frame that has begun is complete within this time, or its connection is closed. */
    @WithDefault("5s")
    Duration frameTimeout();

    /** Throws a sentence for people if a value is not allowed. */
    static void check(LinkConfig config) {
        Allowed.within("badezimmer.link.port", config.port(), 0, 65_535);
        Allowed.within("badezimmer.link.max-connections", config.maxConnections(), 1, 1_024);
        Allowed.within("badezimmer.link.silence", config.silence(), Duration.ofMillis(100), Duration.ofHours(1));
        Allowed.within(
                "badezimmer.link.frame-timeout", config.frameTimeout(), Duration.ofMillis(100), Duration.ofMinutes(1));
    }
}
