package badezimmer.discovery;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;

/** What a TXT record says: entries {@code kind}, {@code category} and {@code v}, and the device's properties beside them. */
record Text(DeviceKind kind, DeviceCategory category, int version, Map<String, String> properties) {

    /** What a service without a TXT record says. */
    static final Text NONE = new Text(DeviceKind.UNKNOWN_KIND, DeviceCategory.UNKNOWN_CATEGORY, 1, Map.of());

    private static final String KIND = "kind";
    private static final String CATEGORY = "category";
    private static final String VERSION = "v";
    private static final Map<String, DeviceKind> KINDS = byName(DeviceKind.values());
    private static final Map<String, DeviceCategory> CATEGORIES = byName(DeviceCategory.values());

    static Text of(Service service) {
        return new Text(service.kind(), service.category(), service.version(), service.properties());
    }

    /** Reads the entries; a kind or category that this node does not know stays among the properties. */
    static Text read(Map<String, String> entries) {
        Map<String, String> properties = new HashMap<>(entries);
        DeviceKind kind = KINDS.getOrDefault(entries.getOrDefault(KIND, ""), DeviceKind.UNKNOWN_KIND);
        if (kind.name().equals(entries.get(KIND))) {
            properties.remove(KIND);
        }
        DeviceCategory category =
                CATEGORIES.getOrDefault(entries.getOrDefault(CATEGORY, ""), DeviceCategory.UNKNOWN_CATEGORY);
        if (category.name().equals(entries.get(CATEGORY))) {
            properties.remove(CATEGORY);
        }
        properties.remove(VERSION);
        return new Text(kind, category, version(entries.get(VERSION)), properties);
    }

    /** The entries as they are written, sorted by key. */
    Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        entries.put(KIND, kind.name());
        entries.put(CATEGORY, category.name());
        if (version > 1) {
            entries.put(VERSION, Integer.toString(version));
        }
        entries.putAll(properties);
        return entries;
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
        return Stream.of(values)
                .filter(value -> !value.name().equals("UNRECOGNIZED"))
                .collect(Collectors.toUnmodifiableMap(Enum::name, value -> value));
    }

    private static int version(String text) {
        boolean isNumber = text != null
                && !text.isEmpty()
                && text.length() <= 4
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.max(1, Integer.parseInt(text)) : 1;
    }
}
