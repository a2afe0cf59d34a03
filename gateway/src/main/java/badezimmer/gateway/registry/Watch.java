package badezimmer.gateway.registry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import badezimmer.proto.DeviceEvent;

/**
 * One watcher's view of the changes: pulled by the watcher at its own speed, from any one thread at a time. Sequence
 * numbers never step back. A watcher that is slower than the network gets the newest state of each device, so that what
 * waits for it is never more than one event a device.
 */
public final class Watch implements AutoCloseable {

    private final Runnable onAvailable;
    private final Consumer<Watch> onClose;
    private final boolean anew;
    private final Map<String, DeviceEntry> pending = new LinkedHashMap<>();
    private Iterator<DeviceEntry> initial;
    private DeviceEvent complete;
    private boolean drained;
    private boolean closed;

    Watch(List<DeviceEntry> initial, DeviceEvent complete, Runnable onAvailable, Consumer<Watch> onClose) {
        this(initial, complete, false, onAvailable, onClose);
    }

    /** A watch for somebody who has to forget what it was told before. */
    static Watch anew(List<DeviceEntry> everything, Runnable onAvailable, Consumer<Watch> onClose) {
        return new Watch(everything, null, true, onAvailable, onClose);
    }

    private Watch(
            List<DeviceEntry> initial,
            DeviceEvent complete,
            boolean anew,
            Runnable onAvailable,
            Consumer<Watch> onClose) {
        this.anew = anew;
        this.initial = initial.iterator();
        this.complete = complete;
        this.onAvailable = onAvailable;
        this.onClose = onClose;
    }

    /**
     * Whether a client that wanted to go on where it was must forget every device that it knows: what follows is all that
     * is listed.
     */
    public boolean startsAnew() {
        return anew;
    }

    /**
     * The next event, or null if there is none now: then {@code onAvailable} is called once when there may be one again.
     * Call this first after opening a watch, without waiting to be called.
     */
    public synchronized DeviceEvent next() {
        if (!initial.hasNext() && complete != null) {
            DeviceEvent event = complete;
            complete = null;
            return event;
        }
        DeviceEntry entry = take();
        return entry == null ? null : entry.event();
    }

    /** As {@link #next()}, with the device's state and without {@code snapshot_complete}. */
    public synchronized DeviceEntry nextEntry() {
        if (!initial.hasNext()) {
            complete = null;
        }
        return take();
    }

    /** Ends the watch; {@code onAvailable} is not called again, but for a call that is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            initial = List.<DeviceEntry>of().iterator();
            complete = null;
            pending.clear();
        }
        onClose.accept(this);
    }

    /** Adds a change; true if the watcher has to be told. */
    synchronized boolean offer(DeviceEntry entry) {
        if (closed) {
            return false;
        }
        pending.remove(entry.id());
        pending.put(entry.id(), entry);
        boolean tell = drained;
        drained = false;
        return tell;
    }

    void tell() {
        onAvailable.run();
    }

    private DeviceEntry take() {
        if (initial.hasNext()) {
            return initial.next();
        }
        Iterator<DeviceEntry> entries = pending.values().iterator();
        if (!entries.hasNext()) {
            drained = !closed;
            return null;
        }
        DeviceEntry entry = entries.next();
        entries.remove();
        return entry;
    }
}
