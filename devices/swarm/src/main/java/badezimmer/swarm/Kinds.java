package badezimmer.swarm;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import badezimmer.device.Device;
import badezimmer.discovery.Check;

/** The kinds of devices that this application knows, by the names of their modules, e.g. {@code light-lamp}. */
@Singleton
class Kinds {

    private final Instance<Device> devices;
    private final Map<String, Class<? extends Device>> classes = new TreeMap<>();

    Kinds(Instance<Device> devices) {
        this.devices = devices;
        for (Device device : devices) {
            classes.put(name(device), device.getClass());
        }
    }

    /** A new device of this kind, with a driver of its own. */
    Device create(String kind) {
        Check.that(
                classes.containsKey(kind),
                "badezimmer.swarm.kinds",
                kind,
                "one of " + String.join(", ", classes.keySet()));
        return devices.select(classes.get(kind)).get();
    }

    static String name(Device device) {
        return device.identity().category().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
