package badezimmer.gateway.registry;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;

import badezimmer.discovery.Names;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;

/**
 * A device as it was at one moment. What is sent of it is made when it is first asked for, and kept: between two lists there
 * may be more changes than anybody reads. Immutable, as far as anybody can see.
 */
public final class DeviceEntry {

    private final ConnectedDevice device;
    private final String key;
    private final boolean removed;
    private final long sequence;
    private final Timestamp at;
    private volatile ByteString serialized;
    private volatile DeviceEvent event;

    private DeviceEntry(ConnectedDevice device, String key, boolean removed, long sequence, Timestamp at) {
        this.device = device;
        this.key = key;
        this.removed = removed;
        this.sequence = sequence;
        this.at = at;
    }

    static DeviceEntry changed(ConnectedDevice device, long sequence, Timestamp at) {
        return new DeviceEntry(device, Names.key(device.getId()), false, sequence, at);
    }

    static DeviceEntry removed(ConnectedDevice last, long sequence, Timestamp at) {
        return new DeviceEntry(last, Names.key(last.getId()), true, sequence, at);
    }

    /** The same change, with a state that differs in nothing that watchers are told of. */
    DeviceEntry refreshed(ConnectedDevice device) {
        return new DeviceEntry(device, key, removed, sequence, at);
    }

    /** Its state; for a removed device the last one, with status OFFLINE. */
    public ConnectedDevice device() {
        return device;
    }

    /** The device's id, e.g. {@code Light Lamp@_lightlamp._tcp.local.}. */
    public String id() {
        return device.getId();
    }

    /** What its id is compared and ordered by. */
    String key() {
        return key;
    }

    /** The sequence number of the change that brought this state. */
    public long sequence() {
        return sequence;
    }

    /** The bytes of {@link #device()}. */
    public ByteString serialized() {
        ByteString bytes = serialized;
        if (bytes == null) {
            bytes = device.toByteString();
            serialized = bytes;
        }
        return bytes;
    }

    /** What tells the watchers of it, either {@code changed} or {@code removed}. */
    public DeviceEvent event() {
        DeviceEvent made = event;
        if (made == null) {
            DeviceEvent.Builder builder =
                    DeviceEvent.newBuilder().setSequence(sequence).setAt(at);
            made = (removed ? builder.setRemoved(device.getId()) : builder.setChanged(device)).build();
            event = made;
        }
        return made;
    }
}
