package badezimmer.gateway.link;

import java.util.random.RandomGenerator;

/** Pauses between attempts: min(1.8^n, 60) seconds, each 20 % shorter or longer at random. */
final class Backoff {

    private static final double BASE = 1.8;
    private static final double LONGEST_SECONDS = 60;
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;
    private int attempts;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause in milliseconds, longer than the one before until the longest is reached. */
    long next() {
        double seconds = Math.min(Math.pow(BASE, ++attempts), LONGEST_SECONDS);
        double spread = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Math.round(seconds * spread * 1_000);
    }

    /** How many there were since the last reset. */
    int attempts() {
        return attempts;
    }

    void reset() {
        attempts = 0;
    }
}
