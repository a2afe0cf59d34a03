package badezimmer.gateway.link;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the gateway may connect to: an announcement is a stranger's word, so only into the subnets of its own interfaces
 * and into those that the operator allowed.
 */
public final class Reach {

    private static final String BROADCAST = "255.255.255.255";

    private final Supplier<List<Subnet>> onLink;
    private final List<Subnet> allowed;

    /**
     * @param onLink the subnets of this host's interfaces, each with the host's own address in it
     * @param allowed more subnets to connect into
     */
    public Reach(Supplier<List<Subnet>> onLink, List<Subnet> allowed) {
        this.onLink = onLink;
        this.allowed = List.copyOf(allowed);
    }

    /** Whether a connection to {@code address} may be tried. */
    public boolean allows(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || BROADCAST.equals(address.getHostAddress())) {
            return false;
        }
        return contains(onLink.get(), address) || contains(allowed, address);
    }

    /** Whether {@code address} is this host itself. */
    public boolean isThisHost(InetAddress address) {
        return address.isLoopbackAddress()
                || onLink.get().stream().anyMatch(subnet -> subnet.address().equals(address));
    }

    private static boolean contains(List<Subnet> subnets, InetAddress address) {
        return subnets.stream().anyMatch(subnet -> subnet.contains(address));
    }
}
