package badezimmer.gateway.registry;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;

import badezimmer.discovery.Names;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.DeviceStatus;

/**
 * The devices, for everybody to read: an immutable snapshot that any thread may take, and watches that tell every change
 * after it. Written by the event loop that owns discovery and links, and by nobody else.
 */
@ApplicationScoped
public class DeviceRegistry {

    /** So many removals are remembered for watchers that come back. */
    private static final int REMEMBERED_REMOVALS = 1_024;

    private final Clock clock;
    private final Set<Watch> watches = new LinkedHashSet<>();
    private final SequencedMap<String, DeviceEntry> removals = new LinkedHashMap<>();
    private final long first;
    private final String life = "%08x".formatted(new SecureRandom().nextInt());
    /** By what the ids are compared by, {@link Names#key}, as the removals are. */
    private final SortedMap<String, DeviceEntry> byId = new TreeMap<>();

    private long sequence;
    /** The number of the newest removal that is no longer remembered. */
    private long forgotten;
    /** What is listed, or null until somebody asks: between two lists there may be many changes. */
    private volatile Snapshot snapshot;

    @Inject
    public DeviceRegistry() {
        this(Clock.systemUTC());
    }

    /** A registry that reads the time from {@code clock}. */
    public DeviceRegistry(Clock clock) {
        this.clock = clock;
        // Microseconds: a gateway that starts again goes on above its old numbers, and a browser's numbers hold them.
        this.first = clock.millis() * 1_000;
        this.sequence = first;
    }

    /** Every device now. */
    public Snapshot snapshot() {
        Snapshot made = snapshot;
        if (made != null) {
            return made;
        }
        synchronized (watches) {
            if (snapshot == null) {
                snapshot = new Snapshot(sequence, byId.values().toArray(DeviceEntry[]::new));
            }
            return snapshot;
        }
    }

    /**
     * Tells first every device as {@code changed}, then {@code snapshot_complete}, then each change.
     *
     * @param onAvailable called from any thread when {@link Watch#next()} returned null and there is something again; it
     *     must not block
     */
    public Watch watch(Runnable onAvailable) {
        synchronized (watches) {
            DeviceEvent complete = DeviceEvent.newBuilder()
                    .setSequence(sequence)
                    .setAt(now())
                    .setSnapshotComplete(Empty.getDefaultInstance())
                    .build();
            return open(snapshot().inOrderOfChange(any -> true), complete, onAvailable);
        }
    }

    /** Tells each change from now on. */
    public Watch watchChanges(Runnable onAvailable) {
        synchronized (watches) {
            return open(List.of(), null, onAvailable);
        }
    }

    /**
     * Tells first the newest state of each device that changed or was removed after {@code last}, then each change. Where
     * that is not known, because it is an id of another life of the gateway or too long ago, the watch
     * {@linkplain Watch#startsAnew starts anew}: every device, then each change.
     */
    public Watch watchChanges(Optional<EventId> last, Runnable onAvailable) {
        synchronized (watches) {
            Optional<Long> after = last.filter(this::isKnown).map(EventId::sequence);
            if (after.isEmpty()) {
                return add(Watch.anew(snapshot().inOrderOfChange(any -> true), onAvailable, this::forget));
            }
            List<DeviceEntry> missed = new ArrayList<>(snapshot().inOrderOfChange(at -> at > after.get()));
            removals.values().stream()
                    .filter(removal -> removal.sequence() > after.get())
                    .forEach(missed::add);
            missed.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
            return open(missed, null, onAvailable);
        }
    }

    /** By what a client that was told this change can {@linkplain #watchChanges(Optional, Runnable) go on} later. */
    public EventId idOf(DeviceEntry change) {
        return new EventId(change.sequence(), life);
    }

    /** How many watches are open. */
    public int watchers() {
        synchronized (watches) {
            return watches.size();
        }
    }

    /** How many changes there were. */
    public long changes() {
        synchronized (watches) {
            return sequence - first;
        }
    }

    /** Lists a device or replaces its state, and tells the watchers. Event loop only. */
    public void put(ConnectedDevice device) {
        List<Watch> waiting;
        synchronized (watches) {
            DeviceEntry entry = DeviceEntry.changed(device, ++sequence, now());
            removals.remove(entry.key());
            byId.put(entry.key(), entry);
            snapshot = null;
            waiting = offer(entry);
        }
        waiting.forEach(Watch::tell);
    }

    /** Takes a device off the list, and tells the watchers. Event loop only. */
    public void remove(String id) {
        List<Watch> waiting;
        synchronized (watches) {
            DeviceEntry listed = byId.remove(Names.key(id));
            if (listed == null) {
                return;
            }
            Timestamp at = now();
            ConnectedDevice last = listed.device().toBuilder()
                    .setStatus(DeviceStatus.OFFLINE_DEVICE_STATUS)
                    .setStatusSince(at)
                    .build();
            DeviceEntry entry = DeviceEntry.removed(last, ++sequence, at);
            remember(entry);
            snapshot = null;
            waiting = offer(entry);
        }
        waiting.forEach(Watch::tell);
    }

    /** Brings {@code last_seen} up to date in what is listed, and tells nobody: that alone is no change. Event loop only. */
    public void refresh(Iterable<ConnectedDevice> devices) {
        synchronized (watches) {
            devices.forEach(device ->
                    byId.computeIfPresent(Names.key(device.getId()), (key, entry) -> entry.refreshed(device)));
            snapshot = null;
        }
    }

    /** Whether everything that has happened after {@code id} is still known. */
    private boolean isKnown(EventId id) {
        return id.life().equals(life) && id.sequence() >= Math.max(first, forgotten) && id.sequence() <= sequence;
    }

    private Watch open(List<DeviceEntry> initial, DeviceEvent complete, Runnable onAvailable) {
        return add(new Watch(initial, complete, onAvailable, this::forget));
    }

    private Watch add(Watch watch) {
        watches.add(watch);
        return watch;
    }

    private void forget(Watch watch) {
        synchronized (watches) {
            watches.remove(watch);
        }
    }

    private List<Watch> offer(DeviceEntry entry) {
        return watches.stream().filter(watch -> watch.offer(entry)).toList();
    }

    private void remember(DeviceEntry removal) {
        removals.put(removal.key(), removal);
        if (removals.size() > REMEMBERED_REMOVALS) {
            forgotten = removals.pollFirstEntry().getValue().sequence();
        }
    }

    private Timestamp now() {
        Instant now = clock.instant();
        return Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
    }
}
