package badezimmer.device;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import badezimmer.discovery.Check;

/** The device as such. */
@ConfigMapping(prefix = "badezimmer.device")
interface DeviceConfig {

    /** Its name, instead of the one that is built in: 1 to 63 bytes, without a dot. */
    Optional<String> name();

    /** How often the device is asked what it shows, besides after every command; 10 ms to 1 h. */
    @WithDefault("1s")
    Duration readInterval();

    /** Throws a sentence for people if a value is not allowed. */
    static void check(DeviceConfig config) {
        Allowed.within(
                "badezimmer.device.read-interval", config.readInterval(), Duration.ofMillis(10), Duration.ofHours(1));
        config.name().ifPresent(name -> {
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            boolean readable = name.indexOf('.') < 0 && name.chars().noneMatch(Character::isISOControl);
            Check.that(
                    readable && bytes >= 1 && bytes <= 63,
                    "badezimmer.device.name",
                    name,
                    "1 to 63 bytes without a dot or control character");
        });
    }
}
