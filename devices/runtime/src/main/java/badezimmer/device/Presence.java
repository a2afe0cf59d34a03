package badezimmer.device;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.vertx.core.Future;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.MulticastTransport;
import badezimmer.discovery.MulticastTransport.Publication;
import badezimmer.discovery.Service;

/** One device's presence in the network: probed for, announced, kept up to date, and said goodbye for. Thread-safe. */
final class Presence {

    private final MulticastTransport transport;
    private final MeterRegistry metrics;
    private final String nameless;
    private volatile String named;
    private volatile Publication publication;
    private volatile Service announced;
    private volatile Map<String, String> shown = Map.of();

    Presence(MulticastTransport transport, MeterRegistry metrics, String type) {
        this.transport = transport;
        this.metrics = metrics;
        this.nameless = "@" + type;
        this.named = nameless;
    }

    /** Starts to probe for the name. */
    void appear(Service service) {
        shown = service.properties();
        named = nameless;
        publication = transport.register(service, this::happened);
    }

    /** Announces what the device shows now, if that is something new. */
    void show(Map<String, String> properties) {
        Publication current = publication;
        if (current != null && !properties.equals(shown)) {
            shown = properties;
            count("change");
            current.update(properties);
        }
    }

    /** Announces it once more, unchanged. */
    void announceAgain() {
        Publication current = publication;
        if (current != null && isAnnounced()) {
            count("periodic");
            current.announce();
        }
    }

    /** Says goodbye. */
    Future<Void> leave() {
        Publication current = publication;
        publication = null;
        announced = null;
        return current == null ? Future.succeededFuture() : current.leave();
    }

    /** Whether the network knows the device under the name that it now has. */
    boolean isAnnounced() {
        return announced != null;
    }

    /** Its id at a gateway, or empty while it is looking for a name. */
    String id() {
        Service service = announced;
        return service == null ? "" : service.id();
    }

    /** Its id, also while it says goodbye; without an instance while it holds no name, since others may hold it. */
    String idOrNameless() {
        return named;
    }

    private void happened(DiscoveryEvent event) {
        switch (event) {
            case DiscoveryEvent.Registered(Service service) -> {
                named = service.id();
                announced = publication == null ? null : service;
                Log.infof("Announced as %s on %s", service.id(), String.join(", ", transport.joinedInterfaces()));
            }
            case DiscoveryEvent.Renamed(String from, String to, var holder) -> {
                named = nameless;
                announced = null;
                Log.infof("The name %s is taken by %s, trying %s", from, holder.getHostAddress(), to);
            }
            case DiscoveryEvent.Announced _, DiscoveryEvent.Lost _, DiscoveryEvent.LimitReached _ -> {
                // The devices beside us are the gateway's business.
            }
        }
    }

    private void count(String cause) {
        metrics.counter("badezimmer.discovery.announcements", "cause", cause).increment();
    }
}
