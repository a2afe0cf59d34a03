package badezimmer.gateway.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import badezimmer.discovery.Drop;
import badezimmer.discovery.MulticastTransport;
import badezimmer.gateway.discovery.Discovery;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Snapshot;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.DeviceStatus;

/** Shows what others count: the devices that are listed, the watchers, and the datagrams. */
@Singleton
class GatewayGauges {

    private record Counted(Snapshot snapshot, Map<DeviceStatus, Map<DeviceKind, Long>> devices) {}

    private final DeviceRegistry registry;
    private volatile Counted counted = new Counted(null, Map.of());

    GatewayGauges(DeviceRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters, Discovery discovery) {
        for (DeviceStatus status : DeviceStatus.values()) {
            for (DeviceKind kind : DeviceKind.values()) {
                if (status != DeviceStatus.UNRECOGNIZED && kind != DeviceKind.UNRECOGNIZED) {
                    Gauge.builder("badezimmer.devices", () -> count(status, kind))
                            .description("Devices that are listed")
                            .tag("status", word(status, "_DEVICE_STATUS"))
                            .tag("kind", word(kind, "_KIND"))
                            .register(meters);
                }
            }
        }
        Gauge.builder("badezimmer.registry.watchers", registry, DeviceRegistry::watchers)
                .description("Who is told every change: streams, pages")
                .register(meters);
        FunctionCounter.builder("badezimmer.registry.changes", registry, DeviceRegistry::changes)
                .description("Changes of devices that watchers were told of")
                .register(meters);
        discovery(meters, discovery.transport());
    }

    private static void discovery(MeterRegistry meters, MulticastTransport transport) {
        for (Drop drop : Drop.values()) {
            FunctionCounter.builder("badezimmer.discovery.dropped", transport, from -> from.dropped(drop))
                    .description("What was received and not used")
                    .tag("reason", drop.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        FunctionCounter.builder("badezimmer.discovery.datagrams", transport, MulticastTransport::received)
                .description("Datagrams of discovery")
                .tag("direction", "received")
                .register(meters);
        FunctionCounter.builder("badezimmer.discovery.datagrams", transport, MulticastTransport::sent)
                .description("Datagrams of discovery")
                .tag("direction", "sent")
                .register(meters);
        Gauge.builder(
                        "badezimmer.discovery.interfaces",
                        transport,
                        from -> from.joinedInterfaces().size())
                .description("Interfaces that are joined")
                .register(meters);
    }

    private double count(DeviceStatus status, DeviceKind kind) {
        Snapshot snapshot = registry.snapshot();
        Counted now = counted;
        if (now.snapshot() != snapshot) {
            now = new Counted(snapshot, count(snapshot));
            counted = now;
        }
        return now.devices().getOrDefault(status, Map.of()).getOrDefault(kind, 0L);
    }

    private static Map<DeviceStatus, Map<DeviceKind, Long>> count(Snapshot snapshot) {
        Map<DeviceStatus, Map<DeviceKind, Long>> counts = new EnumMap<>(DeviceStatus.class);
        snapshot.devices()
                .forEach(entry -> counts.computeIfAbsent(
                                entry.device().getStatus(), any -> new EnumMap<>(DeviceKind.class))
                        .merge(entry.device().getKind(), 1L, Long::sum));
        return counts;
    }

    private static String word(Enum<?> value, String suffix) {
        return value.name().replace(suffix, "").toLowerCase(Locale.ROOT);
    }
}
