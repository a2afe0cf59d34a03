package badezimmer.discovery;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.TransportProtocol;

/**
 * A service instance as a value: what its PTR, SRV, TXT and A records say together (RFC 6763 section 4).
 *
 * @param instance the instance's own name, without a dot, e.g. {@code Light Lamp}
 * @param type the service type with its final dot, e.g. {@code _lightlamp._tcp.local.}
 * @param addresses where it can be reached; empty if it announces none
 * @param port 0 to 65535
 * @param version what the TXT entry {@code v} says, 1 if absent: from 2 on absent command fields keep their value
 * @param properties every TXT entry but {@code kind}, {@code category} and {@code v}, sorted by key; a {@code kind} or
 *     {@code category} that this node does not know stays here as it was written, so that it can be shown
 * @param ttl as announced; what a receiver makes of it is its {@link #lifetime}
 */
public record Service(
        String instance,
        String type,
        List<Inet4Address> addresses,
        int port,
        TransportProtocol protocol,
        DeviceKind kind,
        DeviceCategory category,
        int version,
        Map<String, String> properties,
        Duration ttl) {

    private static final int BYTES = 256;
    private static final int ADDRESS_BYTES = 32;
    private static final int PROPERTY_BYTES = 64;
    private static final Duration SHORTEST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofSeconds(4_500);

    public Service {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(category, "category");
        if (instance.isEmpty() || instance.indexOf('.') >= 0) {
            throw new IllegalArgumentException(
                    "an instance name has at least one character and no dot, got: " + instance);
        }
        if (!type.startsWith("_") || !type.endsWith(".")) {
            throw new IllegalArgumentException("a service type reads like _lightlamp._tcp.local., got: " + type);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, got: " + port);
        }
        addresses = List.copyOf(addresses);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /** The name of its A, SRV and TXT records, e.g. {@code Light Lamp._lightlamp._tcp.local.}. */
    public String fullName() {
        return instance + "." + type;
    }

    /** Its id at a gateway, e.g. {@code Light Lamp@_lightlamp._tcp.local.}. */
    public String id() {
        return instance + "@" + type;
    }

    /** How long a receiver takes the announcement to hold: its TTL, within bounds (proto/README.md section 4.6). */
    public Duration lifetime() {
        Duration atLeast = ttl.compareTo(SHORTEST) < 0 ? SHORTEST : ttl;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }

    /** Whether the other is announced alike, whatever its name, its addresses and the values of its properties. */
    public boolean isLike(Service other) {
        return other.port() == port
                && other.protocol() == protocol
                && other.kind() == kind
                && other.category() == category
                && other.properties().keySet().equals(properties.keySet());
    }

    /** About how many bytes it holds in memory; never less than what was received. */
    public int bytes() {
        int bytes = BYTES + ADDRESS_BYTES * addresses.size() + Records.utf8Length(instance) + Records.utf8Length(type);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            bytes += PROPERTY_BYTES + Records.utf8Length(property.getKey()) + Records.utf8Length(property.getValue());
        }
        return bytes;
    }

    /** The same service under another instance name. */
    public Service named(String instance) {
        return new Service(instance, type, addresses, port, protocol, kind, category, version, properties, ttl);
    }

    /** The same service with its name written as that of {@code other}, which must be the same name ({@link Names}). */
    public Service spelledAs(Service other) {
        return instance.equals(other.instance) && type.equals(other.type)
                ? this
                : new Service(
                        other.instance,
                        other.type,
                        addresses,
                        port,
                        protocol,
                        kind,
                        category,
                        version,
                        properties,
                        ttl);
    }

    /** The same service at other addresses. */
    public Service at(List<Inet4Address> addresses) {
        return new Service(instance, type, addresses, port, protocol, kind, category, version, properties, ttl);
    }

    /** The same service with other properties. */
    public Service with(Map<String, String> properties) {
        return new Service(instance, type, addresses, port, protocol, kind, category, version, properties, ttl);
    }
}
