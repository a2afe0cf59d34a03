package badezimmer.gateway.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

import badezimmer.gateway.link.Reach;

/** Where a device may be: the source of its announcements, then its A records, then other paths. Event loop only. */
final class Places {

    /** More addresses than these are neither listed nor remembered; connecting to a dead one costs its timeout. */
    private static final int MAX_ADDRESSES = 8;
    /** A host with several addresses announces from each of them within this time. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private final Reach reach;
    private InetAddress source;
    private Instant sourceSpokeAt;
    private List<InetAddress> paths = List.of();
    private List<Inet4Address> records = List.of();

    /** @param first where it was announced from first */
    Places(Reach reach, InetAddress first) {
        this.reach = reach;
        this.source = first;
    }

    InetAddress source() {
        return source;
    }

    /** All of them, the best one first. */
    List<InetAddress> all() {
        SequencedSet<InetAddress> all = new LinkedHashSet<>();
        all.add(source);
        own().limit(MAX_ADDRESSES).forEach(all::add);
        all.addAll(paths);
        return List.copyOf(all);
    }

    /** Whether the device announced itself from or at there. */
    boolean isAnnounced(InetAddress address) {
        return address.equals(source) || own().anyMatch(address::equals);
    }

    boolean isPath(InetAddress address) {
        return paths.contains(address);
    }

    void addPath(InetAddress address) {
        if (paths.size() < MAX_ADDRESSES && !isPath(address)) {
            paths = Stream.concat(paths.stream(), Stream.of(address)).toList();
        }
    }

    /** Whether what is said at {@code address} now is said beside the source, as another path, and there is room for it. */
    boolean isBeside(InetAddress address, Instant now) {
        return now.isBefore(sourceSpokeAt.plus(TOGETHER)) && (isPath(address) || paths.size() < MAX_ADDRESSES);
    }

    /**
     * Its endpoints: where it is connected, if it is, and where it announced itself from; not where somebody announces it for
     * it, as a repeater does.
     */
    List<InetSocketAddress> endpoints(Optional<InetAddress> connected, int port) {
        SequencedSet<InetAddress> all = new LinkedHashSet<>(paths);
        connected.ifPresent(all::add);
        if (records.isEmpty() || own().anyMatch(source::equals)) {
            all.add(source);
        }
        return all.stream().map(address -> new InetSocketAddress(address, port)).toList();
    }

    /**
     * Somebody else is at these addresses by now.
     *
     * @return whether it is still announced from another
     */
    boolean leave(Collection<? extends InetAddress> addresses) {
        paths = paths.stream().filter(path -> !addresses.contains(path)).toList();
        if (!addresses.contains(source)) {
            records = records.stream()
                    .filter(record -> !addresses.contains(record))
                    .toList();
            return true;
        }
        if (paths.isEmpty()) {
            return false;
        }
        moveTo(paths.getFirst());
        records = List.of();
        return true;
    }

    /** It is announced from there, and no longer from elsewhere. */
    void moveTo(InetAddress address) {
        paths = List.of();
        source = address;
    }

    /**
     * Takes what an announcement says, after what it means for the source.
     *
     * @param connected where the device answers: it does so whatever is announced
     */
    void heard(InetAddress from, List<Inet4Address> announced, Optional<InetAddress> connected, Instant now) {
        if (from.equals(source)) {
            sourceSpokeAt = now;
        }
        Stream<Inet4Address> kept = records.stream()
                .filter(record -> connected.filter(record::equals).isPresent());
        records = Stream.concat(kept, announced.stream()).distinct().toList();
    }

    /** Without the loopback addresses that another host announces: they are not its but ours (WIRE). */
    private Stream<Inet4Address> own() {
        return records.stream().filter(address -> !address.isLoopbackAddress() || reach.isThisHost(source));
    }
}
