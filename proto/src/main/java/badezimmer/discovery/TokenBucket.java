package badezimmer.discovery;

/** Allows so many a second, and as many at once as it holds when full. */
final class TokenBucket {

    private final double perMilli;
    private final double capacity;
    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, int capacity, long now) {
        this.perMilli = perSecond / 1_000.0;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = now;
    }

    /** Takes a token if there is one. */
    boolean take(long now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** When there will be a token: now or later. */
    long nextAt(long now) {
        fill(now);
        return tokens >= 1 ? now : now + (long) Math.ceil((1 - tokens) / perMilli);
    }

    private void fill(long now) {
        tokens = Math.min(capacity, tokens + (now - filledAt) * perMilli);
        filledAt = now;
    }
}
