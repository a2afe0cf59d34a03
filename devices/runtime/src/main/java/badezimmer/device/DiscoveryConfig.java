package badezimmer.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import badezimmer.discovery.DiscoverySettings;

/** How the device makes itself known. */
@ConfigMapping(prefix = "badezimmer.discovery")
interface DiscoveryConfig {

    /** The IPv4 multicast group. */
    @WithDefault(DiscoverySettings.DEFAULT_GROUP)
    String group();

    /** The UDP port of the group. */
    @WithDefault("" + DiscoverySettings.DEFAULT_PORT)
    int port();

    /** Names of the network interfaces to use; every suitable one if absent. */
    Optional<List<String>> interfaces();

    /** Time between two probes for a name; slow Wi-Fi wants 250 ms. */
    @WithDefault("100ms")
    Duration probeInterval();

    /** How often the device announces itself when nothing changes, give or take 10 %. */
    @WithDefault("60s")
    Duration announceInterval();

    /** How long an announcement holds. */
    @WithDefault("60s")
    Duration ttl();

    /** What is taken from the network. */
    Limits limits();

    /** Bounds on what strangers can make a node do; whatever one of them stops is counted. */
    interface Limits {

        /** Records in one datagram. */
        @WithDefault("64")
        int records();

        /** Entries in one TXT record. */
        @WithDefault("32")
        int properties();

        /** Bytes of the keys and values of one TXT record. */
        @WithDefault("4096")
        int textBytes();

        /** Datagrams a second from one address, with a burst of four times as many. */
        @WithDefault("50")
        int sourceRate();

        /** Datagrams a second in all. */
        @WithDefault("2000")
        int totalRate();

        /** Announcements and answers that this device itself sends a second, on all interfaces together. */
        @WithDefault("20")
        int sendRate();
    }

    /** What the transport takes of it; throws a sentence for people if a value is not allowed. */
    static DiscoverySettings settings(DiscoveryConfig config) {
        Allowed.within(
                "badezimmer.discovery.announce-interval",
                config.announceInterval(),
                Duration.ofSeconds(1),
                Duration.ofHours(1));
        Allowed.within("badezimmer.discovery.ttl", config.ttl(), Duration.ofSeconds(15), Duration.ofSeconds(4_500));
        DiscoverySettings.Limits defaults = DiscoverySettings.Limits.defaults();
        return new DiscoverySettings(
                config.group(),
                config.port(),
                config.interfaces().orElse(List.of()),
                config.probeInterval(),
                new DiscoverySettings.Limits(
                        config.limits().records(),
                        config.limits().properties(),
                        config.limits().textBytes(),
                        config.limits().sourceRate(),
                        config.limits().totalRate(),
                        config.limits().sendRate(),
                        defaults.services(),
                        defaults.servicesPerSource()));
    }
}
