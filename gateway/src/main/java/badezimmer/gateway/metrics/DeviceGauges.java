package badezimmer.gateway.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;

import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Snapshot;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;

/** Shows each listed device: whether it is online, and what it reads. As old as 2 s. */
@Singleton
class DeviceGauges {

    /** What is shown of a device's properties: a stranger may announce any number of others. */
    private static final List<String> READINGS = List.of(
            "brightness", "clogged", "flush_count", "is_on", "severity", "smell_level", "water_consumed_liters");

    private final DeviceRegistry registry;
    private final MultiGauge online;
    private final MultiGauge readings;
    private volatile Snapshot shown;

    DeviceGauges(DeviceRegistry registry, MeterRegistry meters) {
        this.registry = registry;
        this.online = MultiGauge.builder("badezimmer.device.online")
                .description("1 for a device that is online, 0 for one that is listed and is not")
                .register(meters);
        this.readings = MultiGauge.builder("badezimmer.device.reading")
                .description("A property of a device that is a number; true is 1, false is 0")
                .register(meters);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Snapshot now = registry.snapshot();
        if (now != shown) {
            shown = now;
            online.register(now.devices().stream().map(DeviceGauges::onlineRow).toList(), true);
            readings.register(
                    now.devices().stream().flatMap(DeviceGauges::readingRows).toList(), true);
        }
    }

    private static MultiGauge.Row<?> onlineRow(DeviceEntry entry) {
        boolean isOnline = entry.device().getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS;
        return MultiGauge.Row.of(tags(entry.device()), isOnline ? 1 : 0);
    }

    private static Stream<MultiGauge.Row<?>> readingRows(DeviceEntry entry) {
        ConnectedDevice device = entry.device();
        return READINGS.stream()
                .flatMap(name -> number(device.getPropertiesOrDefault(name, ""))
                        .<MultiGauge.Row<?>>map(
                                value -> MultiGauge.Row.of(tags(device).and("reading", name), value))
                        .stream());
    }

    private static Tags tags(ConnectedDevice device) {
        return Tags.of(
                "device",
                device.getId(),
                "category",
                device.getCategory().name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Double> number(String property) {
        return switch (property) {
            case "true" -> Optional.of(1.0);
            case "false" -> Optional.of(0.0);
            default -> {
                try {
                    yield Optional.of(Double.valueOf(property));
                } catch (NumberFormatException e) {
                    yield Optional.empty();
                }
            }
        };
    }
}
