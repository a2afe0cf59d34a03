package badezimmer.device;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
            .filter(key -> !key.endsWith("]"))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final Pattern SECTION = Pattern.compile("BADEZIMMER_(DEVICE|DISCOVERY|LINK)_.*");

    private Keys() {}

    /** A sentence for a key that no device knows. */
    static String unknown(String key, String value) {
        return key + unknownIn(key.substring(0, key.lastIndexOf('.') + 1), value);
    }

    /**
     * A sentence for each environment variable that looks like a key of every device and is none. (Such keys from elsewhere
     * keep a device from starting; an environment may be shared with a gateway that knows more.)
     */
    static List<String> strangers(Map<String, String> environment) {
        Set<String> known = OF_EVERY_DEVICE.stream().map(Keys::variable).collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(SECTION::matcher)
                .filter(Matcher::matches)
                .map(section -> section.group()
                        + unknownIn("badezimmer." + section.group(1).toLowerCase(Locale.ROOT) + ".", "set"))
                .sorted()
                .toList();
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
