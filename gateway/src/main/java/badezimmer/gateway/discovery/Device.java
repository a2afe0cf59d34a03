package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.Service;
import badezimmer.gateway.link.Condition;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.Reach;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.TransportProtocol;

/** A device that is listed: what is believed of it, and its link. Event loop only. */
public final class Device {

    private final Reach reach;
    private final TimeOfDay timeOfDay;
    private final Places places;
    private Service service;
    private Link link;
    private DeviceStatus status = DeviceStatus.UNKNOWN_DEVICE_STATUS;
    /** In steady time, as the other moments are. */
    private Instant statusSince;

    private Instant announcedAt;
    private Instant goodbyeAt;
    private Instant lastSeen;
    private ConnectedDevice listed;

    Device(Announced first, Reach reach, TimeOfDay timeOfDay, Instant now) {
        this.reach = reach;
        this.timeOfDay = timeOfDay;
        this.places = new Places(reach, first.source());
        this.statusSince = now;
        believe(first, now);
    }

    /** Takes an announcement for the device's own. */
    void believe(Announced announced, Instant now) {
        InetAddress from = announced.source();
        if (!from.equals(places.source())) {
            saidElsewhere(from, announced.service(), now);
        }
        places.heard(from, announced.service().addresses(), connectedAt(), now);
        service = service == null ? announced.service() : announced.service().spelledAs(service);
        announcedAt = now;
        goodbyeAt = null;
        lastSeen = now;
    }

    /**
     * Of a host with several addresses the one that it is connected at is the first, whichever it announces from. While it
     * is connected at none, those that it announces from together keep their order, or each announcement would be a change
     * of what is listed; where it has been silent, somebody else may be by now.
     */
    private void saidElsewhere(InetAddress address, Service said, Instant now) {
        boolean another = !isMute() && service.isLike(said) && places.isBeside(address, now);
        if (isConnectedAt(address) || !isAlive() && !another) {
            places.moveTo(address);
        } else if (!isAlive()) {
            places.addPath(address);
        }
    }

    String id() {
        return service.id();
    }

    /** What it announced last. */
    public Service service() {
        return service;
    }

    /** When it announced that, in steady time. */
    public Instant announcedAt() {
        return announcedAt;
    }

    /** Its link; empty if it can not be connected to at all. */
    public Optional<Link> link() {
        return Optional.ofNullable(link);
    }

    /** Where its link connects to, the best address first; empty if it can not be connected to at all. */
    public List<InetSocketAddress> targets() {
        if (isMute()) {
            return List.of();
        }
        return places.all().stream()
                .filter(reach::allows)
                .map(address -> new InetSocketAddress(address, service.port()))
                .toList();
    }

    /** Whether its link is alive: then nobody else gets its name. */
    public boolean isAlive() {
        return link != null && (link.condition() == Condition.UP || link.condition() == Condition.FAULTY);
    }

    /** Whether it is connected and behaves: then no datagram alone moves or removes it. */
    boolean isUp() {
        return link != null && link.condition() == Condition.UP;
    }

    /** Whether it is connected and says in its answers who it is. */
    boolean isProven() {
        return link != null && link.isProven();
    }

    /** Whether its link is alive or may turn out to be within moments. */
    boolean isHeld() {
        return link != null && link.condition() != Condition.DOWN;
    }

    /** Whether a connection to it was ever open. */
    boolean wasReached() {
        return link != null && link.remote().isPresent();
    }

    void link(Link to) {
        link = to;
    }

    InetAddress source() {
        return places.source();
    }

    DeviceStatus status() {
        return status;
    }

    void status(DeviceStatus now, Instant at) {
        status = now;
        statusSince = at;
    }

    /** Since when it has its status, in steady time. */
    Instant statusSince() {
        return statusSince;
    }

    /** It gave a sign of life at that moment of steady time. */
    void seen(Instant at) {
        lastSeen = at;
    }

    /** Whether {@code address} speaks for this device: it is connected there, or announced itself from or at there. */
    boolean isOwn(InetAddress address) {
        return isConnectedAt(address) || places.isAnnounced(address);
    }

    private boolean isConnectedAt(InetAddress address) {
        return link != null && link.remote().filter(address::equals).isPresent();
    }

    /** Whether an announcement is the device's own word: from one of its addresses, and not of another port while it is up. */
    boolean isSaidBy(Announced heard) {
        Service said = heard.service();
        boolean moves = said.port() != service.port() || said.protocol() != service.protocol();
        return isOwn(heard.source()) && !(moves && isUp());
    }

    void saidGoodbye(Instant steadyNow) {
        goodbyeAt = steadyNow;
    }

    /** Whether a goodbye came from one of its addresses, and no announcement, since then. */
    boolean saidGoodbyeSince(Instant steady) {
        return goodbyeAt != null && goodbyeAt.isAfter(steady);
    }

    /** Where it may be. */
    Places places() {
        return places;
    }

    /** The endpoints that are its, because it announced itself from there or answers there. */
    List<InetSocketAddress> endpoints() {
        return isMute() ? List.of() : places.endpoints(connectedAt(), service.port());
    }

    private Optional<InetAddress> connectedAt() {
        return isUp() ? link.remote() : Optional.empty();
    }

    /** Why it can not be connected to at all, for people. */
    public Optional<String> unreachable() {
        if (isMute()) {
            return Optional.of(service.port() == 0 ? "it announces no port" : "it speaks UDP");
        }
        return targets().isEmpty()
                ? Optional.of("none of its addresses is on a network of this host or in badezimmer.network.allowed")
                : Optional.empty();
    }

    /** Whether it has nothing to connect to, wherever it is: then its announcements are all that is known of it. */
    boolean isMute() {
        return service.port() == 0 || service.protocol() == TransportProtocol.UDP_PROTOCOL;
    }

    /** Its state, to be listed, if that differs from what was listed last; a newer {@code last_seen} alone is no change. */
    Optional<ConnectedDevice> change() {
        ConnectedDevice.Builder state = state();
        if (listed != null && state.setLastSeen(listed.getLastSeen()).build().equals(listed)) {
            return Optional.empty();
        }
        listed = state.setLastSeen(timeOfDay.of(lastSeen)).build();
        return Optional.of(listed);
    }

    ConnectedDevice toMessage() {
        return state().setLastSeen(timeOfDay.of(lastSeen)).build();
    }

    private ConnectedDevice.Builder state() {
        List<InetAddress> known = places.all();
        SequencedSet<InetAddress> addresses = new LinkedHashSet<>();
        if (link != null) {
            link.remote().filter(known::contains).ifPresent(addresses::add);
        }
        known.stream().filter(reach::allows).forEach(addresses::add);
        addresses.addAll(known);
        ConnectedDevice.Builder state = ConnectedDevice.newBuilder()
                .setId(service.id())
                .setDeviceName(service.instance())
                .setKind(service.kind())
                .setStatus(status)
                .setPort(service.port())
                .putAllProperties(service.properties())
                .setCategory(service.category())
                .setTransportProtocol(service.protocol())
                .setStatusSince(timeOfDay.of(statusSince));
        addresses.forEach(address -> state.addIps(address.getHostAddress()));
        return state;
    }
}
