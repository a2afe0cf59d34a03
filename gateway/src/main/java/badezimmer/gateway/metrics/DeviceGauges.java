package badezimmer.gateway.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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

/**
 * Shows each listed device: whether it is online, and what it reads. Figures are read from the registry when they are
 * asked for; which devices and readings there are is looked at every 2 s.
 */
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
            online.register(now.devices().stream().map(this::onlineRow).toList());
            readings.register(now.devices().stream().flatMap(this::readingRows).toList());
        }
    }

    private MultiGauge.Row<?> onlineRow(DeviceEntry entry) {
        return MultiGauge.Row.of(
                tags(entry.device()),
                () -> read(entry.id(), device -> device.getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS ? 1.0 : 0.0));
    }

    private Stream<MultiGauge.Row<?>> readingRows(DeviceEntry entry) {
        return READINGS.stream()
                .filter(name -> number(entry.device(), name).isPresent())
                .map(name -> MultiGauge.Row.of(
                        tags(entry.device()).and("reading", name),
                        () -> read(entry.id(), device -> number(device, name).orElse(Double.NaN))));
    }

    private Double read(String id, Function<ConnectedDevice, Double> figure) {
        return registry.snapshot().find(id).map(DeviceEntry::device).map(figure).orElse(Double.NaN);
    }

    private static Tags tags(ConnectedDevice device) {
        return Tags.of(
                "device",
                device.getId(),
                "category",
                device.getCategory().name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Double> number(ConnectedDevice device, String name) {
        String property = device.getPropertiesOrDefault(name, "");
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
