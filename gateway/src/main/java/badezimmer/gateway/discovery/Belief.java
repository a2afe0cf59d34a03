package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.DiscoveryEvent.Lost;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.text.Text;
import badezimmer.proto.DeviceStatus;

/**
 * Decides which announcements and goodbyes to believe. Discovery is unauthenticated: any host can send any datagram. So while
 * a device is connected only its own addresses speak for it, and what would move, rename or remove it, even from there, is
 * only a reason to ping it. It is believed once the device does not answer as itself any more. Event loop only.
 */
final class Belief {

    /** A goodbye explains why a connection ended for this long: a silent connection counts as alive for almost as long. */
    private static final Duration GOODBYE_HOLDS = Duration.ofSeconds(10);

    private final Devices devices;
    private final Endpoints endpoints;
    private final GatewayMeters meters;
    private final InstantSource steady;
    private final Rivals rivals = new Rivals();

    Belief(Devices devices, Endpoints endpoints, GatewayMeters meters, InstantSource steady) {
        this.devices = devices;
        this.endpoints = endpoints;
        this.meters = meters;
        this.steady = steady;
    }

    void announced(Announced heard) {
        Optional<Device> other = endpoints.holder(heard);
        boolean proven = other.filter(Device::isProven).isPresent();
        if (proven) {
            contradict(other.get(), heard);
        } else {
            other.ifPresent(holder -> rename(holder, heard));
        }
        Device device = devices.find(heard.service().id()).orElse(null);
        if (proven && (device == null || !device.isUp())) {
            return;
        }
        if (device == null) {
            devices.list(heard);
        } else if (!device.isHeld() || device.isSaidBy(heard)) {
            devices.believe(device, heard);
        } else if (device.service().isLike(heard.service())) {
            // The device on another interface, or on its way to another address: the link finds out.
            device.places().addPath(heard.source());
            devices.moved(device, device.source());
            ping(device);
        } else if (!device.places().isPath(heard.source())) {
            contradict(device, heard);
        }
    }

    void lost(Lost lost) {
        rivals.forget(lost.fullName(), lost.source());
        Device device = devices.named(lost.fullName()).orElse(null);
        if (device == null) {
            return;
        }
        boolean own = device.isOwn(lost.source());
        switch (lost.cause()) {
            case GOODBYE -> {
                if (own && device.isUp()) {
                    device.saidGoodbye(steady.instant());
                    ping(device);
                } else if (own || !device.isHeld()) {
                    devices.remove(device, "it said goodbye");
                }
            }
            case EXPIRED -> {
                if (own && !device.isAlive()) {
                    devices.status(device, DeviceStatus.OFFLINE_DEVICE_STATUS, "its announcement ran out");
                }
            }
            case EVICTED -> {
                if (own && !device.isAlive()) {
                    devices.remove(device, "it made room for others");
                }
            }
        }
    }

    /** Whether a device whose link is down has said goodbye. */
    boolean hasLeft(Device device) {
        return device.saidGoodbyeSince(steady.instant().minus(GOODBYE_HOLDS));
    }

    /** The device's link is down: what was said while it was up may be true now. */
    void fell(Device device) {
        if (hasLeft(device)) {
            devices.remove(device, "it said goodbye");
        } else {
            gone(device);
        }
    }

    /** The device's name and its endpoint are free. What was claimed long ago may be no more: the claimant has to answer. */
    void gone(Device device) {
        rivals.take(device.service().fullName(), steady.instant())
                .forEach(claim -> devices.verify(claim, () -> announced(claim)));
    }

    /** The types that are to be asked for because a name changes hands. */
    Set<String> asking() {
        return rivals.asking(steady.instant());
    }

    private void contradict(Device device, Announced claim) {
        meters.conflict();
        rivals.add(claim, device, steady.instant());
        ping(device);
    }

    /** The endpoint of a device that does not say who it is is announced under another name: that is its name now. */
    private void rename(Device device, Announced renamed) {
        Collection<InetAddress> left = new ArrayList<>(renamed.service().addresses());
        left.add(renamed.source());
        InetAddress before = device.source();
        // If that was forged, the device itself puts it right.
        rivals.ask(device.service().type(), steady.instant());
        if (device.places().leave(left)) {
            devices.moved(device, before);
        } else {
            devices.remove(
                    device,
                    "it is announced as " + Text.printable(renamed.service().id()) + " now");
        }
    }

    private static void ping(Device device) {
        device.link().ifPresent(Link::ping);
    }
}
