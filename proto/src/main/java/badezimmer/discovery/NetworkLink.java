package badezimmer.discovery;

import java.net.Inet4Address;
import java.util.List;

/**
 * An interface that a node takes part on.
 *
 * @param name the interface's name, e.g. {@code wlan0}
 * @param addresses its own IPv4 addresses: what is reachable on this link, and so what is announced there
 */
public record NetworkLink(String name, List<Inet4Address> addresses) {

    public NetworkLink {
        addresses = List.copyOf(addresses);
    }
}
