package badezimmer.discovery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * The brake of RFC 6762 section 8.1: after 15 conflicts within 10 s at most one attempt in 5 s, until a name is won. Without
 * it, somebody who claims every name could make a device flood the network. The attempts are spread, so that devices slowed down
 * together do not stay in step.
 */
final class Conflicts {

    private static final int MANY = 15;
    private static final long WITHIN = 10_000;
    private static final long SPACING = 5_000;

    private static final long SPREAD = 2_500;
    private static final int CROWD = 16;

    private final RandomGenerator random;
    private final Deque<Long> recent = new ArrayDeque<>();
    private boolean braking;
    private long attemptedAt = Agenda.LONG_AGO;

    Conflicts(RandomGenerator random) {
        this.random = random;
    }

    void count(long now) {
        recent.addLast(now);
        if (recent.size() > MANY) {
            recent.removeFirst();
        }
        braking |= recent.size() == MANY && now - recent.getFirst() <= WITHIN;
    }

    /** The earliest moment, from {@code wanted} on, at which the next attempt may begin. It is taken to begin then. */
    long nextAttempt(long wanted) {
        attemptedAt = braking ? Math.max(wanted, attemptedAt + SPACING + random.nextLong(SPREAD)) : wanted;
        return attemptedAt;
    }

    /** By how much to raise the number in the name: by one, or by a few at random where many want the next one at once. */
    int step() {
        return braking ? random.nextInt(1, CROWD + 1) : 1;
    }

    void won() {
        braking = false;
        recent.clear();
    }
}
