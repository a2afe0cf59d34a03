package badezimmer.gateway.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.quarkus.runtime.StartupEvent;

import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;

/**
 * Shows each listed device: whether it is online, and what it reads. Made of the registry when somebody asks; between two
 * scrapes nothing is kept, however many devices come and go.
 */
@Singleton
class DeviceGauges extends Collector {

    /** What is shown of a device's properties: a stranger may announce any number of others. */
    private static final List<String> READINGS = List.of(
            "brightness", "clogged", "flush_count", "is_on", "severity", "smell_level", "water_consumed_liters");

    private static final int SHOWN = 1_024;

    private final DeviceRegistry registry;

    DeviceGauges(DeviceRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes StartupEvent event, PrometheusMeterRegistry meters) {
        meters.getPrometheusRegistry().register(this);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily online = new GaugeMetricFamily(
                "badezimmer_device_online",
                "1 for a device that is online, 0 for one that is listed and is not",
                List.of("category", "device"));
        GaugeMetricFamily readings = new GaugeMetricFamily(
                "badezimmer_device_reading",
                "A property of a device that is a number; true is 1, false is 0",
                List.of("category", "device", "reading"));
        for (DeviceEntry entry : shown()) {
            ConnectedDevice device = entry.device();
            String category = device.getCategory().name().toLowerCase(Locale.ROOT);
            boolean isOnline = device.getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS;
            online.addMetric(List.of(category, entry.id()), isOnline ? 1 : 0);
            for (String name : READINGS) {
                number(device.getPropertiesOrDefault(name, ""))
                        .ifPresent(number -> readings.addMetric(List.of(category, entry.id(), name), number));
            }
        }
        return List.of(online, readings);
    }

    /** Those that are there come first: any number of others may be made up. */
    private List<DeviceEntry> shown() {
        return registry.snapshot().devices().stream()
                .sorted(Comparator.comparing(entry -> entry.device().getStatus() != DeviceStatus.ONLINE_DEVICE_STATUS))
                .limit(SHOWN)
                .toList();
    }

    private static OptionalDouble number(String property) {
        return switch (property) {
            case "" -> OptionalDouble.empty();
            case "true" -> OptionalDouble.of(1);
            case "false" -> OptionalDouble.of(0);
            default -> {
                try {
                    yield OptionalDouble.of(Double.parseDouble(property));
                } catch (NumberFormatException e) {
                    yield OptionalDouble.empty();
                }
            }
        };
    }
}
