package badezimmer.device;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;

/** The configuration keys that every device has, below {@code badezimmer.device}, {@code .discovery} and {@code .link}. */
final class Keys {

    private static final SortedSet<String> OF_EVERY_DEVICE = Stream.of(
                    DeviceConfig.class, DiscoveryConfig.class, LinkConfig.class)
            .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
            .filter(key -> !key.endsWith("]"))
            .collect(Collectors.toCollection(TreeSet::new));

    private Keys() {}

    /** A sentence for a key that no device knows. */
    static String unknown(String key, String value) {
        return key + unknownIn(key.substring(0, key.lastIndexOf('.') + 1), value, OF_EVERY_DEVICE);
    }

    /** The keys that every device has and those of this one's own mappings, such as {@code badezimmer.sink.flow}. */
    static SortedSet<String> ofThisDevice(BeanManager beans) {
        SortedSet<String> keys = new TreeSet<>(OF_EVERY_DEVICE);
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Type type : bean.getTypes()) {
                if (type instanceof Class<?> mapping && isOurs(mapping.getAnnotation(ConfigMapping.class))) {
                    keys.addAll(ConfigClass.configClass(mapping).getProperties().keySet());
                }
            }
        }
        keys.removeIf(key -> key.endsWith("]"));
        return keys;
    }

    private static boolean isOurs(ConfigMapping mapping) {
        return mapping != null && mapping.prefix().startsWith("badezimmer.");
    }

    /**
     * A sentence for each environment variable that looks like one of the keys and is none. (Such keys from elsewhere keep a
     * device from starting; an environment may be shared with a gateway or another device that knows more.)
     */
    static List<String> strangers(Map<String, String> environment, Set<String> keys) {
        Set<String> known = keys.stream().map(Keys::variable).collect(Collectors.toSet());
        return keys.stream()
                .map(Keys::section)
                .distinct()
                .flatMap(section -> environment.keySet().stream()
                        .filter(name -> name.startsWith(variable(section)) && !known.contains(name))
                        .map(name -> name + unknownIn(section, "set", keys)))
                .sorted()
                .toList();
    }

    /** The first two words of a key, {@code badezimmer.link.} of {@code badezimmer.link.port}. */
    private static String section(String key) {
        return key.substring(0, key.indexOf('.', key.indexOf('.') + 1) + 1);
    }

    private static String unknownIn(String section, String value, Set<String> keys) {
        String known =
                keys.stream().filter(candidate -> candidate.startsWith(section)).collect(Collectors.joining(", "));
        return " is " + value + ", but there is no such key, allowed are "
                + (known.isEmpty() ? "those of the tables in devices/README.md" : known);
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
