package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** The node around a {@link Registration}: where it sends, and what it must know of the others. */
interface Surroundings {

    Outbox outbox();

    void event(DiscoveryEvent event);

    /** Whether somebody, or another registration here, is known to hold the name. */
    boolean isTaken(String fullName);

    /** Every address of this node, now. */
    List<Inet4Address> addresses();

    /** Whether this node has, or a moment ago had, the address: its own packets come back to it. */
    boolean isOwn(InetAddress address);
}
