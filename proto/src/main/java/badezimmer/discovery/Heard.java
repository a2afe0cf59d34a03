package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.TransportProtocol;

/**
 * What one datagram says about one instance; seldom less than all of it.
 *
 * @param location its SRV record, or null
 * @param text its TXT record, or null
 * @param addresses of its A records
 * @param flush whether its A records replace those known (the cache-flush bit)
 * @param goodbye whether its PTR or SRV record came with TTL 0
 * @param ttl as received
 */
record Heard(
        String fullName,
        MDNSSRVRecord location,
        Text text,
        List<Inet4Address> addresses,
        boolean flush,
        boolean goodbye,
        Duration ttl) {

    /** More are not remembered of one instance, however many datagrams name them. */
    private static final int ADDRESSES = 64;

    /** The instance's own name: it ends at the first dot of the full name. */
    String instance() {
        return fullName.substring(0, fullName.indexOf('.'));
    }

    /** The instance's type: what stands behind that dot. */
    String type() {
        return fullName.substring(fullName.indexOf('.') + 1);
    }

    /** What its name is compared by. */
    String key() {
        return Names.key(fullName);
    }

    /** What its type is compared by. */
    String typeKey() {
        return Names.key(type());
    }

    /** The service as it is now known, or null if neither this datagram nor {@code known} (may be null) locates it. */
    Service completing(Service known) {
        if (location == null && known == null) {
            return null;
        }
        Text description = text != null ? text : known != null ? Text.of(known) : Text.NONE;
        return new Service(
                instance(),
                type(),
                addressesBeside(known),
                location != null ? location.getPort() : known.port(),
                location != null ? protocol(location) : known.protocol(),
                description.kind(),
                description.category(),
                description.version(),
                description.properties(),
                ttl);
    }

    /**
     * Where the instance is: as it says, less the loopback addresses of another host; where its datagram came from if it says
     * nothing.
     */
    List<Inet4Address> addressesFrom(InetAddress source, boolean sameHost) {
        List<Inet4Address> said = addresses.stream()
                .filter(address -> sameHost || !address.isLoopbackAddress())
                .toList();
        return said.isEmpty() && source instanceof Inet4Address address ? List.of(address) : said;
    }

    private List<Inet4Address> addressesBeside(Service known) {
        if (known == null || (flush && !addresses.isEmpty())) {
            return addresses;
        }
        SequencedSet<Inet4Address> all = new LinkedHashSet<>(known.addresses());
        all.addAll(addresses);
        return all.stream().limit(ADDRESSES).toList();
    }

    private static TransportProtocol protocol(MDNSSRVRecord location) {
        TransportProtocol protocol = location.getProtocol();
        return protocol == TransportProtocol.UNRECOGNIZED ? TransportProtocol.UNKNOWN_PROTOCOL : protocol;
    }
}
