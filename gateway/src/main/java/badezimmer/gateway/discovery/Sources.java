package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/** Who announced which of the devices that are listed, and which one makes room for another. */
final class Sources {

    private static final SequencedSet<Device> NONE = Collections.unmodifiableSequencedSet(new LinkedHashSet<>());

    /** Beyond so many times what one address may announce, there may be made-up devices among those that are listed. */
    private static final int CROWD = 8;
    /** Then an address has this part of it for devices that were never reached: those of a home are within moments. */
    private static final int SHARE = 16;

    private final Devices.Limits limits;
    private final Map<InetAddress, SequencedSet<Device>> devices = new HashMap<>();

    Sources(Devices.Limits limits) {
        this.limits = limits;
    }

    void add(Device device) {
        devices.computeIfAbsent(device.source(), any -> new LinkedHashSet<>()).add(device);
    }

    /** @param source where it was added */
    void remove(Device device, InetAddress source) {
        devices.computeIfPresent(source, (any, its) -> its.remove(device) && its.isEmpty() ? null : its);
    }

    /**
     * Makes room for a device announced from {@code source}; false if there is none, and nobody can go.
     *
     * @param listed how many there are
     * @param remove takes a device off the list
     */
    boolean makeRoom(InetAddress source, int listed, Consumer<Device> remove) {
        SequencedSet<Device> own = devices.getOrDefault(source, NONE);
        if (listed >= CROWD * limits.maxPerSource() && unreached(own) >= Math.ceilDiv(limits.maxPerSource(), SHARE)) {
            return false;
        }
        Optional<Device> oldest;
        if (own.size() >= limits.maxPerSource()) {
            oldest = oldest(own);
        } else if (listed >= limits.max()) {
            oldest = oldestOfLargest();
        } else {
            return true;
        }
        oldest.ifPresent(remove);
        return oldest.isPresent();
    }

    private Optional<Device> oldestOfLargest() {
        return devices.values().stream()
                .sorted(Comparator.comparingInt(Collection<Device>::size).reversed())
                .flatMap(its -> oldest(its).stream())
                .findFirst();
    }

    /** The oldest one whose link is not alive. */
    private static Optional<Device> oldest(Collection<Device> of) {
        return of.stream().filter(device -> !device.isHeld()).findFirst();
    }

    private static long unreached(Collection<Device> of) {
        return of.stream().filter(device -> !device.wasReached()).count();
    }
}
