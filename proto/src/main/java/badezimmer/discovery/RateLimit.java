package badezimmer.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket for each key; remembers the {@value #KEYS} keys seen last, so strangers cannot make it grow. */
final class RateLimit<K> {

    private static final int KEYS = 4_096;

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    private final double perMilli;
    private final double burst;
    private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    RateLimit(int perSecond, int burst) {
        this.perMilli = perSecond / 1_000.0;
        this.burst = burst;
    }

    /** Takes one token of the key's bucket, if there is one. */
    boolean allows(K key, long now) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = burst;
            bucket.filledAt = now;
            buckets.put(key, bucket);
        }
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) * perMilli);
        bucket.filledAt = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }
}
