package badezimmer.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link TokenBucket} for each key; remembers the {@value #KEYS} keys seen last, so strangers cannot make it grow. */
final class RateLimit<K> {

    private static final int KEYS = 4_096;

    private final int perSecond;
    private final int burst;
    private final Map<K, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
            return size() > KEYS;
        }
    };

    RateLimit(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** Takes one token of the key's bucket, if there is one. */
    boolean allows(K key, long now) {
        return buckets.computeIfAbsent(key, unused -> new TokenBucket(perSecond, burst, now))
                .take(now);
    }
}
