package badezimmer.device;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device shows, as strings by key. Keep them short: a node takes at most 32, of 4 KiB together.
 *
 * @param entries unmodifiable, sorted by key
 */
public record Properties(Map<String, String> entries) {

    public Properties {
        entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** One property; the value is shown as its {@code toString()}. */
    public static Properties of(String key, Object value) {
        return new Properties(Map.of(key, value.toString()));
    }

    /** These and one more. */
    public Properties and(String key, Object value) {
        Map<String, String> more = new TreeMap<>(entries);
        more.put(key, value.toString());
        return new Properties(more);
    }
}
