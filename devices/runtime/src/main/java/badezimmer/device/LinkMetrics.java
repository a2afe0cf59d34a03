package badezimmer.device;

import java.util.Locale;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import badezimmer.proto.ErrorCode;

/** What the link counts. */
@Singleton
class LinkMetrics {

    /** Why a frame was not used. */
    enum Dropped {
        /** Its prefix is above the limit. */
        OVERSIZED,
        /** It began and did not end in time. */
        UNFINISHED,
        /** It holds no message of the schema. */
        MALFORMED
    }

    private final MeterRegistry registry;

    LinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Dropped reason : Dropped.values()) {
            registry.counter("badezimmer.link.frames.dropped", "reason", lower(reason));
        }
    }

    void watch(DeviceHost host) {
        Gauge.builder("badezimmer.link.connections", host, DeviceHost::connections)
                .description("Connections open now")
                .register(registry);
    }

    void connectionRefused() {
        registry.counter("badezimmer.link.connections.refused").increment();
    }

    void connectionEvicted() {
        registry.counter("badezimmer.link.connections.evicted").increment();
    }

    void dropped(Dropped reason) {
        registry.counter("badezimmer.link.frames.dropped", "reason", lower(reason))
                .increment();
    }

    void commandDone() {
        command("done");
    }

    void commandRefused(ErrorCode code) {
        command(lower(code));
    }

    private void command(String outcome) {
        registry.counter("badezimmer.commands", "outcome", outcome).increment();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
