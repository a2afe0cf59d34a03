package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The links of this node and its addresses on them; an address that went is remembered while its packets may be about. */
final class OwnAddresses {

    private static final long ECHO = 10_000;

    private final Map<InetAddress, Long> ownUntil = new HashMap<>();
    private List<NetworkLink> links = List.of();
    private List<Inet4Address> addresses = List.of();

    List<NetworkLink> links() {
        return links;
    }

    List<Inet4Address> addresses() {
        return addresses;
    }

    boolean contains(InetAddress address, long now) {
        Long until = ownUntil.get(address);
        return until != null && now <= until;
    }

    /** Takes the links as they are now; true if there is one that was not there before, or not with these addresses. */
    boolean change(List<NetworkLink> current, long now) {
        ownUntil.values().removeIf(until -> until < now);
        addresses.forEach(address -> ownUntil.put(address, now + ECHO));
        boolean anyNew = current.stream().anyMatch(link -> links.stream().noneMatch(old -> Objects.equals(old, link)));
        links = List.copyOf(current);
        addresses = links.stream()
                .flatMap(link -> link.addresses().stream())
                .distinct()
                .toList();
        addresses.forEach(address -> ownUntil.put(address, Agenda.NEVER));
        return anyNew;
    }
}
