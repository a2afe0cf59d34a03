package badezimmer.discovery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The brake of RFC 6762 section 8.1: after 15 conflicts within 10 s at most one attempt in 5 s, until a name is won. Without
 * it, somebody who claims every name could make a device flood the network.
 */
final class Conflicts {

    private static final int MANY = 15;
    private static final long WITHIN = 10_000;
    private static final long SPACING = 5_000;

    private final Deque<Long> recent = new ArrayDeque<>();
    private boolean braking;
    private long attemptedAt = -SPACING;

    void count(long now) {
        recent.addLast(now);
        if (recent.size() > MANY) {
            recent.removeFirst();
        }
        braking |= recent.size() == MANY && now - recent.getFirst() <= WITHIN;
    }

    /** The earliest moment, from {@code wanted} on, at which the next attempt may begin. It is taken to begin then. */
    long nextAttempt(long wanted) {
        attemptedAt = braking ? Math.max(wanted, attemptedAt + SPACING) : wanted;
        return attemptedAt;
    }

    void won() {
        braking = false;
        recent.clear();
    }
}
