package badezimmer.gateway.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceStatus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class DeviceGaugesTest {

    private static final String LEAK = "Water Leak@_waterleak._tcp.local.";

    private final DeviceRegistry registry = new DeviceRegistry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeviceGauges gauges = new DeviceGauges(registry, meters);

    @Test
    void showsWhatADeviceReads() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "7").build());
        gauges.refresh();
        assertEquals(7, reading("severity"));
        assertEquals(1, online());
    }

    @Test
    void showsADeviceThatIsOffline() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "0").build());
        gauges.refresh();
        registry.put(leak(DeviceStatus.OFFLINE_DEVICE_STATUS, "0").build());
        gauges.refresh();
        assertEquals(0, online());
    }

    @Test
    void forgetsADeviceThatLeft() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "0").build());
        gauges.refresh();
        registry.remove(LEAK);
        gauges.refresh();
        assertNull(meters.find("badezimmer.device.online").gauge());
        assertNull(meters.find("badezimmer.device.reading").gauge());
    }

    @Test
    void readsTruthAsANumber() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "0")
                .putProperties("clogged", "true")
                .putProperties("is_on", "false")
                .build());
        gauges.refresh();
        assertEquals(1, reading("clogged"));
        assertEquals(0, reading("is_on"));
    }

    @Test
    void makesNoMetricOfWhatAStrangerAnnounces() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "very")
                .putProperties("humidity", "80")
                .build());
        gauges.refresh();
        assertNull(meters.find("badezimmer.device.reading").gauge());
    }

    private double online() {
        return meters.get("badezimmer.device.online")
                .tag("device", LEAK)
                .gauge()
                .value();
    }

    private double reading(String name) {
        return meters.get("badezimmer.device.reading")
                .tag("device", LEAK)
                .tag("category", "water_leak")
                .tag("reading", name)
                .gauge()
                .value();
    }

    private static ConnectedDevice.Builder leak(DeviceStatus status, String severity) {
        return ConnectedDevice.newBuilder()
                .setId(LEAK)
                .setCategory(DeviceCategory.WATER_LEAK)
                .setStatus(status)
                .putProperties("severity", severity)
                .putProperties("location", "BATHROOM");
    }
}
