package badezimmer.gateway.registry;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

import com.google.protobuf.ByteString;

import badezimmer.discovery.Names;
import badezimmer.proto.ListConnectedDevicesResponse;

/** Every device at one moment; immutable, to be read by any thread. */
public final class Snapshot {

    /** No devices, before any change. */
    public static final Snapshot EMPTY = new Snapshot(0, new DeviceEntry[0]);

    private final long sequence;
    private final DeviceEntry[] byId;

    private volatile ByteString listResponse;

    /** @param byId ordered by the ids' keys */
    Snapshot(long sequence, DeviceEntry[] byId) {
        this.sequence = sequence;
        this.byId = byId;
    }

    /** The number of the last change that is in this snapshot. */
    public long sequence() {
        return sequence;
    }

    /** Every device, ordered by id. */
    public List<DeviceEntry> devices() {
        return Collections.unmodifiableList(Arrays.asList(byId));
    }

    /** The device with this id, however it is spelled ({@link Names}). */
    public Optional<DeviceEntry> find(String id) {
        int index = indexOf(Names.key(id));
        return index < 0 ? Optional.empty() : Optional.of(byId[index]);
    }

    /** The bytes of a {@link ListConnectedDevicesResponse} that holds every device; made once. */
    public ByteString listResponse() {
        ByteString bytes = listResponse;
        if (bytes == null) {
            bytes = ListBytes.of(byId);
            listResponse = bytes;
        }
        return bytes;
    }

    /** The devices whose last change satisfies {@code wanted}, ordered by that change. */
    List<DeviceEntry> inOrderOfChange(LongPredicate wanted) {
        return Arrays.stream(byId)
                .filter(entry -> wanted.test(entry.sequence()))
                .sorted(Comparator.comparingLong(DeviceEntry::sequence))
                .toList();
    }

    private int indexOf(String key) {
        int low = 0;
        int high = byId.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = byId[middle].key().compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
