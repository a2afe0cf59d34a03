package badezimmer.device;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMappings.ConfigClass;

/** The configuration keys that every device has, below {@code badezimmer.device}, {@code .discovery} and {@code .link}. */
final class Keys {

    private static final SortedSet<String> OF_EVERY_DEVICE = Stream.of(
                    DeviceConfig.class, DiscoveryConfig.class, LinkConfig.class)
            .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
            .filter(Predicate.not(Set.of("badezimmer.device", "badezimmer.discovery", "badezimmer.link")::contains))
            .collect(Collectors.toCollection(TreeSet::new));

    /** Keys of the gateway in the same sections: an environment may be shared. */
    private static final Set<String> OF_THE_GATEWAY =
            Set.of("badezimmer.link.ping-interval", "badezimmer.link.ping-timeout");

    private static final Pattern SECTION = Pattern.compile("BADEZIMMER_(DEVICE|DISCOVERY|LINK)_.*");

    private Keys() {}

    /** A sentence for a key that no device knows. */
    static String unknown(String key, String value) {
        return key + unknownIn(key.substring(0, key.lastIndexOf('.') + 1), value);
    }

    /**
     * Refuses environment variables that look like keys of every device and are none. (Keys from elsewhere are refused by
     * the configuration itself, which leaves the environment alone.)
     */
    static void check(Map<String, String> environment) {
        Set<String> known = Stream.concat(OF_EVERY_DEVICE.stream(), OF_THE_GATEWAY.stream())
                .map(Keys::variable)
                .collect(Collectors.toSet());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            Matcher section = SECTION.matcher(variable.getKey());
            if (section.matches() && !known.contains(variable.getKey())) {
                String key = "badezimmer." + section.group(1).toLowerCase(Locale.ROOT) + ".";
                throw new IllegalArgumentException(variable.getKey() + unknownIn(key, variable.getValue()));
            }
        }
    }

    private static String unknownIn(String section, String value) {
        String known = OF_EVERY_DEVICE.stream()
                .filter(candidate -> candidate.startsWith(section))
                .collect(Collectors.joining(", "));
        return " is " + value + ", but there is no such key, allowed are "
                + (known.isEmpty() ? "those of the tables in devices/README.md" : known);
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
