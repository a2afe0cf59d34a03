package badezimmer.device;

import java.util.Locale;
import java.util.Objects;

import badezimmer.proto.DeviceCategory;

/**
 * What a device is.
 *
 * @param name its name where nothing else is configured; a second one of a kind becomes {@code <name>-2}
 * @param category its kind of thing; the service type follows from it
 */
public record Identity(String name, DeviceCategory category) {

    public Identity {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(category, "category");
    }

    /** An identity, e.g. {@code Identity.of("Light Lamp", DeviceCategory.LIGHT_LAMP)}. */
    public static Identity of(String name, DeviceCategory category) {
        return new Identity(name, category);
    }

    /** The service type with its final dot: {@code LIGHT_LAMP} is {@code _lightlamp._tcp.local.}. */
    public String type() {
        return "_" + category.name().toLowerCase(Locale.ROOT).replace("_", "") + "._tcp.local.";
    }
}
