package badezimmer.device;

import java.util.Locale;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import badezimmer.discovery.Drop;
import badezimmer.discovery.MulticastTransport;

/** Shows what a transport counts. */
final class DiscoveryMetrics {

    private DiscoveryMetrics() {}

    static void of(MulticastTransport transport, MeterRegistry registry) {
        datagrams("received", FunctionCounter.builder(DATAGRAMS, transport, MulticastTransport::received), registry);
        datagrams("sent", FunctionCounter.builder(DATAGRAMS, transport, MulticastTransport::sent), registry);
        for (Drop drop : Drop.values()) {
            FunctionCounter.builder("badezimmer.discovery.dropped", transport, node -> node.dropped(drop))
                    .description("Input that was not used")
                    .tag("reason", drop.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(
                        "badezimmer.discovery.interfaces",
                        transport,
                        node -> node.joinedInterfaces().size())
                .description("Network interfaces on which the group is joined")
                .register(registry);
    }

    private static final String DATAGRAMS = "badezimmer.discovery.datagrams";

    private static void datagrams(
            String direction, FunctionCounter.Builder<MulticastTransport> counter, MeterRegistry registry) {
        counter.description("Datagrams of discovery")
                .tag("direction", direction)
                .register(registry);
    }
}
