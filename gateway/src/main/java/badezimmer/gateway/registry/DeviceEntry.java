package badezimmer.gateway.registry;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;

/**
 * A device as it was at one moment, ready to be sent.
 *
 * @param device its state; for a removed device the last one, with status OFFLINE
 * @param serialized the bytes of {@code device}
 * @param event what told the watchers of it, either {@code changed} or {@code removed}; the same object for all of them
 */
public record DeviceEntry(ConnectedDevice device, ByteString serialized, DeviceEvent event) {

    static DeviceEntry changed(ConnectedDevice device, long sequence, Timestamp at) {
        DeviceEvent event = DeviceEvent.newBuilder()
                .setSequence(sequence)
                .setAt(at)
                .setChanged(device)
                .build();
        return new DeviceEntry(device, device.toByteString(), event);
    }

    static DeviceEntry removed(ConnectedDevice last, long sequence, Timestamp at) {
        DeviceEvent event = DeviceEvent.newBuilder()
                .setSequence(sequence)
                .setAt(at)
                .setRemoved(last.getId())
                .build();
        return new DeviceEntry(last, last.toByteString(), event);
    }

    /** The same change, with a state that differs in nothing that watchers are told of. */
    DeviceEntry refreshed(ConnectedDevice device) {
        return new DeviceEntry(
                device,
                device.toByteString(),
                event.toBuilder().setChanged(device).build());
    }

    /** The device's id, e.g. {@code Light Lamp@_lightlamp._tcp.local.}. */
    public String id() {
        return device.getId();
    }

    /** The sequence number of the change that brought this state. */
    public long sequence() {
        return event.getSequence();
    }
}
