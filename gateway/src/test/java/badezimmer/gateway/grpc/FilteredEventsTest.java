package badezimmer.gateway.grpc;

import java.util.Optional;

import com.google.protobuf.Empty;
import org.junit.jupiter.api.Test;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.DeviceKind;

import static badezimmer.gateway.grpc.TestDevices.lamp;
import static badezimmer.gateway.grpc.TestDevices.toilet;
import static org.junit.jupiter.api.Assertions.assertEquals;

class FilteredEventsTest {

    private final FilteredEvents sensors =
            new FilteredEvents(new DeviceFilter(Optional.of(DeviceKind.SENSOR_KIND), Optional.empty()));

    @Test
    void seesWhatIsWanted() {
        DeviceEvent toilet = changed(1, toilet("Toilet"));
        assertEquals(Optional.of(toilet), sensors.see(toilet));
        DeviceEvent gone = removed(2, "Toilet@_toilet._tcp.local.");
        assertEquals(Optional.of(gone), sensors.see(gone));
    }

    @Test
    void doesNotSeeWhatIsNotWanted() {
        assertEquals(Optional.empty(), sensors.see(changed(1, lamp("Light Lamp"))));
        assertEquals(Optional.empty(), sensors.see(removed(2, "Light Lamp@_lightlamp._tcp.local.")));
    }

    @Test
    void seesTheEndOfTheSnapshot() {
        DeviceEvent complete = DeviceEvent.newBuilder()
                .setSequence(1)
                .setSnapshotComplete(Empty.getDefaultInstance())
                .build();
        assertEquals(Optional.of(complete), sensors.see(complete));
    }

    @Test
    void seesARemovalOnceWhenADeviceIsNotWantedAnyMore() {
        sensors.see(changed(1, toilet("Toilet")));
        ConnectedDevice other =
                toilet("Toilet").toBuilder().setKind(DeviceKind.ACTUATOR_KIND).build();
        assertEquals(Optional.of(removed(2, other.getId())), sensors.see(changed(2, other)));
        assertEquals(Optional.empty(), sensors.see(changed(3, other)));
        assertEquals(Optional.empty(), sensors.see(removed(4, other.getId())));
    }

    private static DeviceEvent changed(long sequence, ConnectedDevice device) {
        return DeviceEvent.newBuilder().setSequence(sequence).setChanged(device).build();
    }

    private static DeviceEvent removed(long sequence, String id) {
        return DeviceEvent.newBuilder().setSequence(sequence).setRemoved(id).build();
    }
}
