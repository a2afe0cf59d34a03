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

/** Who announced how many of the devices that are listed, and which one makes room for another. */
final class Sources {

    private static final SequencedSet<Device> NONE = Collections.unmodifiableSequencedSet(new LinkedHashSet<>());

    private final Map<InetAddress, SequencedSet<Device>> devices = new HashMap<>();

    void add(Device device) {
        devices.computeIfAbsent(device.source(), any -> new LinkedHashSet<>()).add(device);
    }

    /** @param source where it was added */
    void remove(Device device, InetAddress source) {
        devices.computeIfPresent(source, (any, its) -> its.remove(device) && its.isEmpty() ? null : its);
    }

    int count(InetAddress source) {
        return devices.getOrDefault(source, NONE).size();
    }

    /** The oldest one of {@code source} whose link is not alive. */
    Optional<Device> oldestOf(InetAddress source) {
        return oldest(devices.getOrDefault(source, NONE));
    }

    /** The oldest one whose link is not alive, of the source that has the most. */
    Optional<Device> oldestOfLargest() {
        return devices.values().stream()
                .sorted(Comparator.comparingInt(Collection<Device>::size).reversed())
                .flatMap(its -> oldest(its).stream())
                .findFirst();
    }

    private static Optional<Device> oldest(Collection<Device> of) {
        return of.stream().filter(device -> !device.isHeld()).findFirst();
    }
}
