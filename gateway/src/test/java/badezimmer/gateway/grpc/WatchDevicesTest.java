package badezimmer.gateway.grpc;

import java.util.Iterator;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.WatchDevicesRequest;

import static badezimmer.gateway.grpc.TestDevices.lamp;
import static badezimmer.gateway.grpc.TestDevices.toilet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The stream of every device, then of each change. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class WatchDevicesTest extends Watching {

    @Test
    void tellsEveryDeviceThenEachChange() {
        Iterator<DeviceEvent> events = watch(EVERYTHING);
        assertEquals(lamp("Light Lamp"), events.next().getChanged());
        assertEquals(toilet("Toilet"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());

        ConnectedDevice off =
                lamp("Light Lamp").toBuilder().putProperties("is_on", "false").build();
        registry.put(off);
        assertEquals(off, events.next().getChanged());
        registry.remove(off.getId());
        DeviceEvent removal = events.next();
        assertEquals(off.getId(), removal.getRemoved());
        assertEquals(registry.snapshot().sequence(), removal.getSequence());
    }

    @Test
    void aSilentStreamShowsThatItIsAlive() {
        Iterator<DeviceEvent> events =
                watch(WatchDevicesRequest.newBuilder().setHeartbeatMs(1).build());
        events.next();
        events.next();
        DeviceEvent complete = events.next();
        assertTrue(complete.hasSnapshotComplete());
        for (int i = 0; i < 2; i++) {
            DeviceEvent heartbeat = events.next();
            assertEquals(DeviceEvent.EventCase.EVENT_NOT_SET, heartbeat.getEventCase());
            assertEquals(complete.getSequence(), heartbeat.getSequence());
            assertTrue(heartbeat.hasAt());
        }
    }

    @Test
    void tellsOfTheKindThatIsAskedFor() {
        Iterator<DeviceEvent> events = watch(WatchDevicesRequest.newBuilder()
                .setFilterKind(DeviceKind.SENSOR_KIND)
                .build());
        assertEquals(toilet("Toilet"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());

        registry.put(lamp("Another Lamp"));
        registry.remove(lamp("Light Lamp").getId());
        registry.put(toilet("Another Toilet"));
        assertEquals(toilet("Another Toilet"), events.next().getChanged());
    }

    @Test
    void tellsOfTheNameThatIsAskedFor() {
        Iterator<DeviceEvent> events =
                watch(WatchDevicesRequest.newBuilder().setFilterName("Lamp").build());
        assertEquals(lamp("Light Lamp"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());
    }

    @Test
    void aDeviceThatIsNotWantedAnyMoreIsRemoved() {
        Iterator<DeviceEvent> events = watch(WatchDevicesRequest.newBuilder()
                .setFilterKind(DeviceKind.SENSOR_KIND)
                .build());
        assertEquals(toilet("Toilet"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());

        ConnectedDevice changed =
                toilet("Toilet").toBuilder().setKind(DeviceKind.UNKNOWN_KIND).build();
        registry.put(changed);
        DeviceEvent removal = events.next();
        assertEquals(changed.getId(), removal.getRemoved());
        assertEquals(registry.snapshot().sequence(), removal.getSequence());
        registry.remove(changed.getId());
        registry.put(toilet("Toilet"));
        assertEquals(toilet("Toilet"), events.next().getChanged());
    }
}
