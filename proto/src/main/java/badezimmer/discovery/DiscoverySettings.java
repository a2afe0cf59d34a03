package badezimmer.discovery;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;

/**
 * How a node takes part in discovery.
 *
 * @param group the IPv4 multicast group
 * @param port the UDP port of the group, 1 to 65535
 * @param interfaces names of the interfaces to use; empty for every suitable one
 * @param probeInterval between two probes of one name, 10 ms to 5 s (RFC 6762 section 8.1 says 250 ms)
 * @param limits what is taken from the network
 */
public record DiscoverySettings(
        String group, int port, List<String> interfaces, Duration probeInterval, Limits limits) {

    public static final String DEFAULT_GROUP = "224.0.0.251";
    public static final int DEFAULT_PORT = 5369;

    /** The settings of WIRE for a group where nothing was configured. */
    public static DiscoverySettings defaults() {
        return new DiscoverySettings(DEFAULT_GROUP, DEFAULT_PORT, List.of(), Duration.ofMillis(100), Limits.defaults());
    }

    public DiscoverySettings {
        interfaces = List.copyOf(interfaces);
        Check.that(
                isIpv4Multicast(group),
                "badezimmer.discovery.group",
                group,
                "an IPv4 multicast address, 224.0.0.0 to 239.255.255.255");
        Check.that(port >= 1 && port <= 65_535, "badezimmer.discovery.port", port, "1 to 65535");
        Check.that(
                probeInterval.toMillis() >= 10 && probeInterval.toMillis() <= 5_000,
                "badezimmer.discovery.probe-interval",
                probeInterval,
                "10ms to 5s");
    }

    private static boolean isIpv4Multicast(String address) {
        try {
            return Inet4Address.ofLiteral(address).isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Bounds on what strangers can make a node do. Whatever one of them stops is counted, see {@link Drop}.
     *
     * @param records in one datagram
     * @param properties entries in one TXT record
     * @param textBytes keys and values of one TXT record together, in UTF-8
     * @param sourceRate datagrams a second from one address, with a burst of four times as many
     * @param totalRate datagrams a second in all; as many again from sources that send at most 5 a second each, so that
     *     a flood leaves room for who has little to say
     * @param sendRate announcements and answers that this node itself sends a second, ten times as many at once
     * @param services in the cache
     * @param servicesPerSource in the cache from one address
     */
    public record Limits(
            int records,
            int properties,
            int textBytes,
            int sourceRate,
            int totalRate,
            int sendRate,
            int services,
            int servicesPerSource) {

        /** The limits of the design: made for a home, generous for a bathroom. */
        public static Limits defaults() {
            return new Limits(64, 32, 4_096, 50, 2_000, 20, 8_192, 64);
        }

        public Limits {
            positive(records, "badezimmer.discovery.limits.records");
            positive(properties, "badezimmer.discovery.limits.properties");
            positive(textBytes, "badezimmer.discovery.limits.text-bytes");
            positive(sourceRate, "badezimmer.discovery.limits.source-rate");
            positive(totalRate, "badezimmer.discovery.limits.total-rate");
            positive(sendRate, "badezimmer.discovery.limits.send-rate");
            positive(services, "badezimmer.registry.max-devices");
            positive(servicesPerSource, "badezimmer.registry.max-devices-per-source");
        }

        private static void positive(int value, String key) {
            Check.that(value >= 1, key, value, "1 or more");
        }
    }
}
