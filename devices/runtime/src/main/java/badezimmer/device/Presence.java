package badezimmer.device;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.DiscoverySettings;
import badezimmer.discovery.MulticastTransport;
import badezimmer.discovery.MulticastTransport.Publication;
import badezimmer.discovery.Service;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.TransportProtocol;

/** The device's presence in the network: probed for, announced, kept up to date, and said goodbye for. Thread-safe. */
@Singleton
class Presence {

    /** What the TXT entry {@code v} says: absent command fields keep their value. */
    private static final int VERSION = 2;

    private final Vertx vertx;
    private final Device device;
    private final DeviceConfig deviceConfig;
    private final DiscoveryConfig config;
    private final MeterRegistry metrics;
    private final MulticastTransport transport;
    private volatile Publication publication;
    private volatile Service announced;
    private volatile Map<String, String> shown = Map.of();

    Presence(Vertx vertx, Device device, DeviceConfig deviceConfig, DiscoveryConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.device = device;
        this.deviceConfig = deviceConfig;
        this.config = config;
        this.metrics = metrics;
        DiscoverySettings settings = DiscoveryConfig.settings(config);
        this.transport = new MulticastTransport(vertx, settings, _ -> false, this::happened);
        DiscoveryMetrics.of(transport, metrics);
    }

    /** Joins the group and starts to probe for the name; fails with a sentence for people. */
    Future<Void> appear(int port, Map<String, String> properties) {
        shown = properties;
        Service service = service(port, properties);
        return transport.start().onSuccess(_ -> publication = transport.register(service));
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

    /** Says goodbye and leaves the group. */
    Future<Void> leave() {
        publication = null;
        announced = null;
        return transport.close();
    }

    /** Whether the network knows the device under the name that it now has. */
    boolean isAnnounced() {
        return announced != null;
    }

    /** The interfaces on which it can be heard. */
    List<String> interfaces() {
        return transport.joinedInterfaces();
    }

    /** Its id at a gateway, or empty while it is looking for a name. */
    String id() {
        Service service = announced;
        return service == null ? "" : service.id();
    }

    /** Delayed by up to a tenth of the interval, so that devices that started together drift apart. */
    @Scheduled(every = "{badezimmer.discovery.announce-interval}", delayed = "{badezimmer.discovery.announce-interval}")
    void announceAgain() {
        long tenth = config.announceInterval().toMillis() / 10;
        vertx.setTimer(1 + ThreadLocalRandom.current().nextLong(tenth), _ -> {
            Publication current = publication;
            if (current != null && isAnnounced()) {
                count("periodic");
                current.announce();
            }
        });
    }

    private void happened(DiscoveryEvent event) {
        switch (event) {
            case DiscoveryEvent.Registered(Service service) -> {
                announced = service;
                Log.infof("Announced as %s on %s", service.id(), String.join(", ", interfaces()));
            }
            case DiscoveryEvent.Renamed(String from, String to, var holder) -> {
                announced = null;
                Log.infof("The name %s is taken by %s, trying %s", from, holder.getHostAddress(), to);
            }
            case DiscoveryEvent.Announced _, DiscoveryEvent.Lost _ -> {
                // The devices beside us are the gateway's business.
            }
        }
    }

    private Service service(int port, Map<String, String> properties) {
        Identity identity = device.identity();
        return new Service(
                deviceConfig.name().orElse(identity.name()),
                identity.type(),
                List.of(),
                port,
                TransportProtocol.TCP_PROTOCOL,
                device instanceof Actuator ? DeviceKind.ACTUATOR_KIND : DeviceKind.SENSOR_KIND,
                identity.category(),
                VERSION,
                properties,
                config.ttl());
    }

    private void count(String cause) {
        metrics.counter("badezimmer.discovery.announcements", "cause", cause).increment();
    }
}
