package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.time.InstantSource;

import io.quarkus.logging.Log;

import badezimmer.gateway.link.Link;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.text.Text;
import badezimmer.proto.DeviceStatus;

/** Brings devices into the registry, and tells the operator what became of them. */
final class Listing {

    private final DeviceRegistry registry;
    private final InstantSource steady;

    Listing(DeviceRegistry registry, InstantSource steady) {
        this.registry = registry;
        this.steady = steady;
    }

    void discovered(Device device) {
        publish(device);
        Log.infof("Discovered: %s at %s", name(device), where(device));
    }

    /** Lists the device as it is now, if that is a change. */
    void publish(Device device) {
        device.change().ifPresent(registry::put);
    }

    /** @param reason for people */
    void status(Device device, DeviceStatus now, String reason) {
        DeviceStatus before = device.status();
        if (before != now) {
            device.status(now, steady.instant());
            switch (now) {
                case OFFLINE_DEVICE_STATUS -> Log.infof("Offline: %s: %s", name(device), Text.printable(reason));
                case ERROR_DEVICE_STATUS -> Log.infof("Faulty: %s: %s", name(device), Text.printable(reason));
                case ONLINE_DEVICE_STATUS -> {
                    if (before != DeviceStatus.UNKNOWN_DEVICE_STATUS) {
                        Log.infof("Back: %s at %s", name(device), where(device));
                    }
                }
                default -> {}
            }
        }
        publish(device);
    }

    void removed(Device device, String reason) {
        registry.remove(device.id());
        Log.infof("Removed: %s: %s", name(device), reason);
    }

    static String name(Device device) {
        return Text.printable(device.id());
    }

    private static String where(Device device) {
        InetAddress address = device.link().flatMap(Link::remote).orElse(device.source());
        return address.getHostAddress() + ":" + device.service().port();
    }
}
