package badezimmer.device;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import badezimmer.discovery.MulticastTransport;

/** Where devices live: they share this process's sockets in the group, and nothing else. Thread-safe. */
@Singleton
public class DeviceHost {

    private static final int SECOND = 1_000;

    private final Vertx vertx;
    private final DeviceConfig deviceConfig;
    private final LinkConfig linkConfig;
    private final DiscoveryConfig config;
    private final LinkMetrics linkMetrics;
    private final MeterRegistry metrics;
    private final MulticastTransport transport;
    private final Queue<Resident> residents = new ConcurrentLinkedQueue<>();
    private final AtomicLong standIn = new AtomicLong(-1);

    DeviceHost(
            Vertx vertx,
            DeviceConfig deviceConfig,
            LinkConfig linkConfig,
            DiscoveryConfig config,
            LinkMetrics linkMetrics,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.deviceConfig = deviceConfig;
        this.linkConfig = linkConfig;
        this.config = config;
        this.linkMetrics = linkMetrics;
        this.metrics = metrics;
        this.transport = new MulticastTransport(vertx, DiscoveryConfig.settings(config), _ -> false, _ -> {});
        DiscoveryMetrics.of(transport, metrics);
        linkMetrics.watch(this);
    }

    /** Gives a device of its own link, readings and presence; it does not appear yet. */
    public Resident add(Device device, String name) {
        Presence presence = new Presence(transport, metrics, device.identity().type());
        SerialDevice serial = new SerialDevice(vertx, device, new Answers(device, presence::idOrNameless, linkMetrics));
        Resident resident = new Resident(
                device,
                name,
                serial,
                new LinkServer(vertx, linkConfig, serial, linkMetrics),
                new Readings(vertx, deviceConfig, serial),
                presence,
                config::ttl);
        residents.add(resident);
        return resident;
    }

    /** Joins the group; fails with a sentence for people. */
    Future<Void> open() {
        return transport.start().onSuccess(_ -> standIn());
    }

    /** Says goodbye for everybody and leaves the group, then closes the links. */
    Future<Void> close() {
        vertx.cancelTimer(standIn.get());
        residents.forEach(Resident::stopReading);
        return transport
                .close()
                .transform(_ -> Future.join(
                                residents.stream().map(Resident::closeLink).toList())
                        .mapEmpty());
    }

    /** Those who have appeared and not left. */
    List<Resident> present() {
        return residents.stream().filter(Resident::isHere).toList();
    }

    /** The interfaces on which they can be heard. */
    List<String> interfaces() {
        return transport.joinedInterfaces();
    }

    /** How many connections are open now, to all of them. */
    int connections() {
        return residents.stream().mapToInt(Resident::connections).sum();
    }

    /**
     * Several are spread over the interval, at full seconds so that those of one second share datagrams. The tenth by which
     * each comes late lets devices that started together drift apart.
     */
    @Scheduled(every = "{badezimmer.discovery.announce-interval}", delayed = "{badezimmer.discovery.announce-interval}")
    void announceAgain() {
        standIn();
        List<Resident> present = present();
        long interval = config.announceInterval().toMillis();
        for (int i = 0; i < present.size(); i++) {
            long late = ThreadLocalRandom.current().nextLong(interval / 10);
            long delay = interval * i / present.size() + late;
            Resident resident = present.get(i);
            vertx.setTimer(
                    Math.max(1, present.size() == 1 ? delay : delay / SECOND * SECOND), _ -> resident.announceAgain());
        }
    }

    /** The scheduler goes by the time of day: set back an hour, it is silent for that hour. Then this goes on without it. */
    private void standIn() {
        long interval = config.announceInterval().toMillis();
        long timer = vertx.setTimer(interval + interval / 2, _ -> announceAgain());
        vertx.cancelTimer(standIn.getAndSet(timer));
    }
}
