package badezimmer.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pointers to instances that nobody has located: their types are to be asked for, but not again and again. */
final class Hints {

    private static final int MOST = 256;
    private static final long INTERVAL = 60_000;

    private final Map<String, Long> followed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    /** Whether this name is to be asked for now; remembers that it was. */
    boolean isNew(String fullName, long now) {
        Long at = followed.get(fullName);
        if (at != null && now - at < INTERVAL) {
            return false;
        }
        followed.put(fullName, now);
        return true;
    }
}
