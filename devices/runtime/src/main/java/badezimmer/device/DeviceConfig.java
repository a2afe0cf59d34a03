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

    /** What a decoder writes for bytes that it can't read: Java reads its environment in the encoding of the locale. */
    char UNREADABLE = '\ufffd';

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
            if (name.indexOf(UNREADABLE) >= 0) {
                throw new IllegalArgumentException("badezimmer.device.name must be text in UTF-8, was " + name
                        + " (U+FFFD stands for bytes that could not be read): where the locale is not UTF-8, set"
                        + " LC_ALL=C.UTF-8");
            }
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
