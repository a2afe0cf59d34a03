package badezimmer.discovery;

import java.net.InetAddress;

/** One source's word on one service, and when it is to be asked for again. Compared by identity. */
final class CacheEntry {

    private static final double[] CHECKPOINTS = {0.80, 0.85, 0.90, 0.95, 1.00};

    private final InetAddress source;
    private Service service;
    private long heardAt;
    private long ttl;
    private int checkpoint;
    private Long number;

    CacheEntry(InetAddress source, Service service) {
        this.source = source;
        this.service = service;
    }

    InetAddress source() {
        return source;
    }

    Service service() {
        return service;
    }

    /** Takes what was said now: its TTL begins anew. What says the same again is not kept. */
    void holds(Service service, long now) {
        if (!service.equals(this.service)) {
            this.service = service;
            number = null;
        }
        heardAt = now;
        ttl = service.lifetime().toMillis();
        checkpoint = 0;
    }

    /** When it is to be looked at next. */
    long nextCheck() {
        return heardAt + (long) (ttl * CHECKPOINTS[checkpoint]);
    }

    /** Whether the next check is the one at the end of its TTL. */
    boolean isAtLastCheck() {
        return checkpoint == CHECKPOINTS.length - 1;
    }

    void passCheck() {
        checkpoint++;
    }

    /** Whether more than half of its TTL is left. */
    boolean isFresh(long now) {
        return now - heardAt < ttl / 2;
    }

    /** What it is known by among known answers. */
    long number() {
        if (number == null) {
            number = KnownAnswer.of(service);
        }
        return number;
    }
}
