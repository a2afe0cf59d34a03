package badezimmer.gateway.discovery;

import java.net.InetAddress;
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
import java.util.stream.Stream;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.DiscoveryEvent.Lost;
import badezimmer.discovery.Names;
import badezimmer.gateway.link.Condition;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.LinkListener;
import badezimmer.gateway.link.Reach;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;

/** The devices that are believed to exist ({@link Belief}), each with its link, listed in the registry. Event loop only. */
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
    private final TimeOfDay timeOfDay;
    private final InstantSource steady;
    /** By what the ids are compared by, {@link Names#key}. */
    private final Map<String, Device> byId = new HashMap<>();

    private final Reached reached;
    private final Sources sources;
    private final Endpoints endpoints = new Endpoints();
    private final Belief belief;
    private final Executor later;
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
        this.reached = new Reached(limits, steady);
        this.sources = new Sources(limits, reached, device -> remove(device, "it made room for others"));
        this.meters = meters;
        this.steady = steady;
        this.timeOfDay = new TimeOfDay(clock, steady);
        this.listing = new Listing(registry, steady);
        this.later = later;
        this.belief = new Belief(this, endpoints, meters, steady);
        this.links = new DeviceLinks(links, listing, meters, steady, this::changed);
    }

    /** Takes what discovery tells. */
    public void on(DiscoveryEvent event) {
        switch (event) {
            case Announced announced -> belief.announced(announced);
            case Lost lost -> belief.lost(lost);
            case DiscoveryEvent.LimitReached(var limit, InetAddress source) -> reached.now(limit, source);
            case DiscoveryEvent.Registered _, DiscoveryEvent.Renamed _ -> {}
        }
    }

    /** Whether the link of the device with this full name is alive. */
    public boolean isAlive(String fullName) {
        return named(fullName).filter(Device::isAlive).isPresent();
    }

    /** The device with this id, however it is spelled ({@link Names}). */
    public Optional<Device> find(String id) {
        return Optional.ofNullable(byId.get(Names.key(id)));
    }

    /** Whether a limit keeps devices off the list. Any thread. */
    public Reached reached() {
        return reached;
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
            if (offline && !now.isBefore(device.statusSince().plus(limits.forgetAfter()))) {
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
     * The types of devices that are missed, or may have a new holder of their name, and are to be asked for now, if this is
     * called once a second: each second at first, and ever less often, so that a device is back within a hundredth of the time
     * that it was gone.
     */
    public Set<String> missed() {
        Instant now = steady.instant();
        Stream<String> missed = byId.values().stream()
                .filter(device -> device.status() == DeviceStatus.OFFLINE_DEVICE_STATUS)
                .filter(device -> {
                    long gone = Duration.between(device.statusSince(), now).toSeconds();
                    return gone % (1 + gone / 100) == 0;
                })
                .map(device -> device.service().type());
        return Stream.concat(missed, belief.asking().stream()).collect(Collectors.toSet());
    }

    /** Lists every device anew if the clock was set, which makes each moment read otherwise; to be called often. */
    public void followClock() {
        if (timeOfDay.wasSet()) {
            byId.values().forEach(listing::publish);
        }
    }

    /** Closes every link. */
    public void close() {
        byId.values().forEach(device -> device.link().ifPresent(Link::close));
    }

    /** The device with this full name. */
    Optional<Device> named(String fullName) {
        String key = Names.key(fullName);
        int dot = key.indexOf('.');
        return Optional.ofNullable(byId.get(dot < 0 ? key : key.substring(0, dot) + "@" + key.substring(dot + 1)));
    }

    /** Lists a device that is not listed, if there is room for it. */
    void list(Announced heard) {
        if (!sources.makeRoom(heard.source(), heard.service().bytes())) {
            meters.refused();
            return;
        }
        Device device = new Device(heard, reach, timeOfDay, steady.instant());
        byId.put(Names.key(device.id()), device);
        sources.add(device);
        endpoints.update(device);
        listing.discovered(device);
        links.connect(device);
    }

    /** Takes an announcement for the device's own, if there is room for what it holds. */
    void believe(Device device, Announced heard) {
        if (!sources.makeRoomToGrow(
                device, heard.service().bytes() - device.service().bytes())) {
            meters.refused();
            return;
        }
        InetAddress before = device.source();
        device.believe(heard, steady.instant());
        moved(device, before);
    }

    /**
     * What is known of where the device may be has changed.
     *
     * @param before the source of its announcements before
     */
    void moved(Device device, InetAddress before) {
        sources.remove(device, before);
        sources.add(device);
        endpoints.update(device);
        listing.publish(device);
        links.connect(device);
    }

    /** Runs {@code then} once a connection to where this is announced was answered as by that device. */
    void verify(Announced claim, Runnable then) {
        Device claimant = new Device(claim, reach, timeOfDay, steady.instant());
        links.verify(
                claimant,
                condition -> later.execute(() -> {
                    claimant.link().ifPresent(Link::close);
                    if (condition == Condition.UP) {
                        then.run();
                    }
                }));
    }

    void status(Device device, DeviceStatus status, String reason) {
        listing.status(device, status, reason);
    }

    /** Whether that is to be listed: not if the device is removed in a moment. */
    private boolean changed(Device device) {
        if (!isListed(device)) {
            return false;
        }
        endpoints.update(device);
        if (device.isHeld()) {
            return true;
        }
        later.execute(() -> {
            if (isListed(device) && !device.isHeld()) {
                belief.fell(device);
            }
        });
        return !belief.hasLeft(device);
    }

    private boolean isListed(Device device) {
        return byId.get(Names.key(device.id())) == device;
    }

    void remove(Device device, String reason) {
        byId.remove(Names.key(device.id()));
        sources.remove(device, device.source());
        endpoints.release(device);
        listing.removed(device, reason);
        device.link().ifPresent(Link::close);
        belief.gone(device);
    }
}
