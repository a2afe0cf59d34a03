package badezimmer.discovery;

import java.net.InetAddress;

/**
 * What a {@link Node} tells its owner. Anybody can send a datagram: whether an announcement or a goodbye is believed is
 * for the owner to decide, by where it came from.
 */
public sealed interface DiscoveryEvent {

    /**
     * A service was announced, for the first time or again, changed or not.
     *
     * @param source the address that the datagram came from
     */
    record Announced(Service service, InetAddress source) implements DiscoveryEvent {}

    /**
     * What {@code source} announced under this name holds no longer.
     *
     * @param source who said goodbye, or whose announcement ran out or was dropped
     */
    record Lost(String fullName, InetAddress source, Cause cause) implements DiscoveryEvent {}

    /** A service of our own was announced under the name that it now holds. */
    record Registered(Service service) implements DiscoveryEvent {}

    /**
     * A service of our own found its name taken and goes on under the next.
     *
     * @param holder the address that holds the old name
     */
    record Renamed(String from, String to, InetAddress holder) implements DiscoveryEvent {}

    /**
     * More was announced than there is room for; told each time.
     *
     * @param source who announced it
     */
    record LimitReached(Shares.Limit limit, InetAddress source) implements DiscoveryEvent {}

    /** Why a service was lost. */
    enum Cause {
        /** TTL 0 was received, from the announcer itself or from somebody else. */
        GOODBYE,
        /** Its TTL ran out, refresh queries unanswered. */
        EXPIRED,
        /** It made room for others at a limit. */
        EVICTED
    }
}
