package badezimmer.gateway.metrics;

import io.prometheus.client.CollectorRegistry;
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
    private final CollectorRegistry meters = new CollectorRegistry();

    DeviceGaugesTest() {
        meters.register(new DeviceGauges(registry));
    }

    @Test
    void showsWhatADeviceReads() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "7").build());
        assertEquals(7, reading("severity"));
        assertEquals(1, online());
    }

    @Test
    void showsADeviceThatIsOffline() {
        registry.put(leak(DeviceStatus.OFFLINE_DEVICE_STATUS, "0").build());
        assertEquals(0, online());
    }

    @Test
    void forgetsADeviceThatLeft() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "0").build());
        registry.remove(LEAK);
        assertNull(online());
        assertNull(reading("severity"));
    }

    @Test
    void readsTruthAsANumber() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "0")
                .putProperties("clogged", "true")
                .putProperties("is_on", "false")
                .build());
        assertEquals(1, reading("clogged"));
        assertEquals(0, reading("is_on"));
    }

    @Test
    void makesNoMetricOfWhatAStrangerAnnounces() {
        registry.put(leak(DeviceStatus.ONLINE_DEVICE_STATUS, "very")
                .putProperties("humidity", "80")
                .build());
        assertNull(reading("severity"));
        assertNull(reading("humidity"));
    }

    private Double online() {
        return meters.getSampleValue(
                "badezimmer_device_online", new String[] {"category", "device"}, new String[] {"water_leak", LEAK});
    }

    private Double reading(String name) {
        return meters.getSampleValue(
                "badezimmer_device_reading",
                new String[] {"category", "device", "reading"},
                new String[] {"water_leak", LEAK, name});
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
