package badezimmer.gateway.discovery;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.quarkus.logging.Log;

import badezimmer.gateway.link.Condition;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.LinkListener;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.text.Text;
import badezimmer.proto.DeviceStatus;

/** Keeps a link to each device that can be connected to, and lists what it finds out. */
final class DeviceLinks {

    private final Function<LinkListener, Link> links;
    private final Listing listing;
    private final GatewayMeters meters;
    private final InstantSource steady;
    private final Predicate<Device> onChange;

    /** @param onChange is told of a device whose link is up, down or elsewhere now, and says whether to list that */
    DeviceLinks(
            Function<LinkListener, Link> links,
            Listing listing,
            GatewayMeters meters,
            InstantSource steady,
            Predicate<Device> onChange) {
        this.links = links;
        this.listing = listing;
        this.meters = meters;
        this.steady = steady;
        this.onChange = onChange;
    }

    /** The device was announced: connects to it, or tries again now; or says why not. */
    void connect(Device device) {
        List<InetSocketAddress> targets = device.targets();
        if (!targets.isEmpty()) {
            device.link().orElseGet(() -> open(device)).announced(targets);
            return;
        }
        boolean wasLinked = device.link().isPresent();
        device.link().ifPresent(Link::close);
        device.link(null);
        // Of what has no port nobody can say more than that it was announced.
        DeviceStatus status = device.isMute() ? DeviceStatus.UNKNOWN_DEVICE_STATUS : DeviceStatus.OFFLINE_DEVICE_STATUS;
        if (wasLinked || device.status() != status) {
            listing.status(device, status, device.unreachable().orElseThrow());
        }
    }

    /** Connects to a device that is not listed, to see whether it is there; {@code outcome} is told. */
    void verify(Device claimant, Consumer<Condition> outcome) {
        List<InetSocketAddress> targets = claimant.targets();
        if (!targets.isEmpty()) {
            claimant.link(links.apply(new Verification(claimant.id(), outcome)));
            claimant.link().orElseThrow().announced(targets);
        }
    }

    private Link open(Device device) {
        Link link = links.apply(new LinkListener() {
            private String mistake;

            @Override
            public String id() {
                return device.id();
            }

            @Override
            public void mistaken(String what) {
                if (!what.equals(mistake)) {
                    mistake = what;
                    Log.infof("Not there: %s: %s", Listing.name(device), Text.printable(what));
                }
            }

            @Override
            public void changed(Condition condition, String reason) {
                DeviceLinks.this.changed(device, condition, reason);
            }

            @Override
            public void opened() {
                meters.linkOpened();
                device.seen(steady.instant());
            }

            @Override
            public void seen() {
                device.seen(steady.instant());
            }
        });
        device.link(link);
        return link;
    }

    private void changed(Device device, Condition condition, String reason) {
        if (!onChange.test(device)) {
            return;
        }
        switch (condition) {
            case UP -> listing.status(device, DeviceStatus.ONLINE_DEVICE_STATUS, reason);
            case FAULTY -> {
                meters.linkFault();
                listing.status(device, DeviceStatus.ERROR_DEVICE_STATUS, reason);
            }
            case DOWN -> listing.status(device, DeviceStatus.OFFLINE_DEVICE_STATUS, reason);
            case UNDECIDED -> {}
        }
    }
}
