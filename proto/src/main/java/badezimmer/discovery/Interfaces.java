package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The interfaces of this machine that discovery can use. Looking takes a system call or two: not for the event loop. */
final class Interfaces {

    private Interfaces() {}

    /**
     * The links to use now: those named, or every one that is up, can multicast and has an IPv4 address; loopback only by
     * name or when there is nothing else.
     */
    static List<NetworkLink> usable(List<String> names) throws SocketException {
        List<NetworkLink> real = new ArrayList<>();
        List<NetworkLink> loopback = new ArrayList<>();
        for (NetworkInterface candidate : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            NetworkLink link = link(candidate);
            boolean named = names.contains(link.name());
            if (!candidate.isUp() || link.addresses().isEmpty() || (!names.isEmpty() && !named)) {
                continue;
            }
            if (named || (candidate.supportsMulticast() && !candidate.isLoopback() && !candidate.isPointToPoint())) {
                real.add(link);
            } else if (candidate.isLoopback()) {
                loopback.add(link);
            }
        }
        return real.isEmpty() ? loopback : real;
    }

    /** Throws {@link IllegalArgumentException} for a name that no interface of this machine has. */
    static void checkNames(List<String> names) throws SocketException {
        List<String> present = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .map(NetworkInterface::getName)
                .sorted()
                .toList();
        for (String name : names) {
            Check.that(
                    present.contains(name),
                    "badezimmer.discovery.interfaces",
                    name,
                    "any of this machine's: " + String.join(", ", present));
        }
    }

    private static NetworkLink link(NetworkInterface candidate) {
        List<Inet4Address> addresses = candidate.getInterfaceAddresses().stream()
                .map(InterfaceAddress::getAddress)
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .toList();
        return new NetworkLink(candidate.getName(), addresses);
    }
}
