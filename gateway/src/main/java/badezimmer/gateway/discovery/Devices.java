package badezimmer.gateway.discovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.DiscoveryEvent.Lost;
import badezimmer.discovery.Names;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.LinkListener;
import badezimmer.gateway.link.Reach;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;

/**
 * Decides which announcements and goodbyes to believe, keeps a link to each device, and lists what comes out in the
 * registry. Anybody can send a datagram: as long as a device's link is alive, only its own address speaks for it. Event
 * loop only.
 */
public final class Devices {

    /**
     * How many devices are listed, and for how long.
     *
     * @param max in all
     * @param maxPerSource announced from one address; of these, once eight times as many are listed in all, a sixteenth
     *     that were never reached
     * @param forgetAfter how long an OFFLINE device stays listed
     */
    public record Limits(int max, int maxPerSource, Duration forgetAfter) {}

    private final DeviceRegistry registry;
    private final DeviceLinks links;
    private final Reach reach;
    private final Limits limits;
    private final GatewayMeters meters;
    private final Clock clock;
    private final InstantSource steady;
    /** By what the ids are compared by, {@link Names#key}. */
    private final Map<String, Device> byId = new HashMap<>();

    private final Sources sources;
    private final Rivals rivals = new Rivals();
    private final Listing listing;

    /**
     * @param links opens the link of a device
     * @param clock the time of day, for people
     * @param steady the time that ages are measured by: the time of day may be set
     * @param later runs something on the event loop after what runs now
     */
    public Devices(
            DeviceRegistry registry,
            Function<LinkListener, Link> links,
            Reach reach,
            Limits limits,
            GatewayMeters meters,
            Clock clock,
            InstantSource steady,
            Executor later) {
        this.registry = registry;
        this.reach = reach;
        this.limits = limits;
        this.sources = new Sources(limits);
        this.meters = meters;
        this.clock = clock;
        this.steady = steady;
        this.listing = new Listing(registry, clock, steady);
        this.links = new DeviceLinks(links, listing, meters, clock, device -> later.execute(() -> succeed(device)));
    }

    /** Takes what discovery tells. */
    public void on(DiscoveryEvent event) {
        switch (event) {
            case Announced announced -> announced(announced);
            case Lost lost -> lost(lost);
            case DiscoveryEvent.Registered _, DiscoveryEvent.Renamed _ -> {}
        }
    }

    /** Whether the link of the device with this full name is alive. */
    public boolean isAlive(String fullName) {
        Device device = byId.get(keyOf(fullName));
        return device != null && device.isAlive();
    }

    /** The device with this id, however it is spelled ({@link Names}). */
    public Optional<Device> find(String id) {
        return Optional.ofNullable(byId.get(Names.key(id)));
    }

    /** Every device that is listed. */
    public Collection<Device> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Forgets who was OFFLINE for too long, connects to who has become reachable, brings {@code last_seen} up to date. */
    public void sweep() {
        Instant now = steady.instant();
        Collection<ConnectedDevice> listed = new ArrayList<>();
        for (Device device : new ArrayList<>(byId.values())) {
            boolean offline = device.status() == DeviceStatus.OFFLINE_DEVICE_STATUS;
            if (offline && !now.isBefore(device.steadySince().plus(limits.forgetAfter()))) {
                remove(device, "it was offline for " + limits.forgetAfter().toMinutes() + " minutes");
                continue;
            }
            // Of what has nothing to connect to an announcement alone can say that it is there.
            if (device.link().isEmpty() && !device.isMute()) {
                links.connect(device);
            }
            listed.add(device.toMessage());
        }
        registry.refresh(listed);
    }

    /**
     * The types of devices that are missed and to be asked for now, if this is called once a second: each second at first,
     * and ever less often, so that a device is back within a hundredth of the time that it was gone.
     */
    public Set<String> missed() {
        Instant now = steady.instant();
        return byId.values().stream()
                .filter(device -> device.status() == DeviceStatus.OFFLINE_DEVICE_STATUS)
                .filter(device -> {
                    long gone = Duration.between(device.steadySince(), now).toSeconds();
                    return gone % (1 + gone / 100) == 0;
                })
                .map(device -> device.service().type())
                .collect(Collectors.toSet());
    }

    /** Closes every link. */
    public void close() {
        byId.values().forEach(device -> device.link().ifPresent(Link::close));
    }

    private void announced(Announced heard) {
        Device device = byId.get(Names.key(heard.service().id()));
        if (device == null) {
            list(heard);
        } else if (!device.isHeld() || device.isOwn(heard.source())) {
            believe(device, heard);
        } else if (device.meansTheSame(heard.service())) {
            device.addPath(heard.source());
            links.connect(device);
            listing.publish(device);
            ask(device);
        } else if (!device.isPath(heard.source())) {
            meters.conflict();
            rivals.add(heard, device, steady.instant());
            ask(device);
        }
    }

    /** Somebody speaks for it from elsewhere: if it is gone, that shall be known soon. */
    private static void ask(Device device) {
        device.link().ifPresent(Link::ping);
    }

    private void list(Announced heard) {
        if (!sources.makeRoom(heard.source(), byId.size(), device -> remove(device, "it made room for others"))) {
            meters.refused();
            return;
        }
        Device device = new Device(heard, reach, clock.instant(), steady.instant());
        byId.put(Names.key(device.id()), device);
        sources.add(device);
        listing.discovered(device);
        links.connect(device);
    }

    private void believe(Device device, Announced heard) {
        sources.remove(device, device.source());
        device.believe(heard, clock.instant(), steady.instant());
        sources.add(device);
        listing.publish(device);
        links.connect(device);
    }

    private void lost(Lost lost) {
        Device device = byId.get(keyOf(lost.fullName()));
        if (device == null) {
            return;
        }
        rivals.forget(lost.fullName(), lost.source());
        boolean own = device.isOwn(lost.source());
        switch (lost.cause()) {
            case GOODBYE -> {
                if (own || !device.isHeld()) {
                    remove(device, "it said goodbye");
                }
            }
            case EXPIRED -> {
                if (own && !device.isAlive()) {
                    listing.status(device, DeviceStatus.OFFLINE_DEVICE_STATUS, "its announcement ran out");
                }
            }
            case EVICTED -> {
                if (own && !device.isAlive()) {
                    remove(device, "it made room for others");
                }
            }
        }
    }

    /** A name whose holder is gone goes to who else claims it. */
    private void succeed(Device device) {
        if (byId.get(Names.key(device.id())) == device && !device.isHeld()) {
            rivals.take(device.service().fullName(), steady.instant()).ifPresent(claim -> believe(device, claim));
        }
    }

    private void remove(Device device, String reason) {
        byId.remove(Names.key(device.id()));
        sources.remove(device, device.source());
        listing.removed(device, reason);
        device.link().ifPresent(Link::close);
        rivals.take(device.service().fullName(), steady.instant()).ifPresent(this::announced);
    }

    /** The key of the id that belongs to a full name. */
    private static String keyOf(String fullName) {
        String key = Names.key(fullName);
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot) + "@" + key.substring(dot + 1);
    }
}
