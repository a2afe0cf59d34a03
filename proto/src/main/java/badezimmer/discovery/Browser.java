package badezimmer.discovery;

import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * When to ask for what: for every service at 0, 1, 3 and 9 s and then every minute, the same again when somebody new is heard
 * of; and for single types on demand, gathered so that there is at most one such query a second (RFC 6762 section 5.2).
 */
final class Browser {

    private static final long[] START = {0, 1_000, 2_000, 6_000};
    private static final long INTERVAL = 60_000;
    private static final double JITTER = 0.1;
    private static final long SPACING = 1_000;
    private static final int TYPES = 32;

    /** How widely the answers to a query for every service may be spread, in milliseconds. */
    static final int WINDOW = 500;

    private final RandomGenerator random;
    private final SortedSet<String> types = new TreeSet<>(Comparator.comparing(Names::key));
    private int started = START.length;
    private long everyServiceAt = Agenda.NEVER;
    private long typesAt = Agenda.NEVER;
    private long typesAskedAt = Agenda.LONG_AGO;

    Browser(RandomGenerator random) {
        this.random = random;
    }

    /** Asks for every service now, thrice more soon, and regularly from then on. */
    void start(long now) {
        started = 0;
        everyServiceAt = now;
    }

    /** Who is new seldom comes alone, and what the others said may be lost: asks on for every service as after the start. */
    void somebodyNew(long now) {
        if (isBrowsing() && started == START.length) {
            started = 1;
            everyServiceAt = now + START[started];
        }
    }

    boolean isBrowsing() {
        return everyServiceAt != Agenda.NEVER;
    }

    /** Asks for the type within {@code delay} ms, or as soon after as the spacing of such queries allows. */
    void ask(String type, long delay, long now) {
        if (isBrowsing() && (types.size() < TYPES || types.contains(type))) {
            types.add(type);
            typesAt = Math.min(typesAt, Math.max(now + delay, typesAskedAt + SPACING));
        }
    }

    long next() {
        return Math.min(everyServiceAt, typesAt);
    }

    /** Whether every service is to be asked for now; takes the step to the next such moment. */
    boolean asksForEveryService(long now) {
        if (now < everyServiceAt) {
            return false;
        }
        started = Math.min(started + 1, START.length);
        everyServiceAt = now + (started < START.length ? START[started] : jittered(INTERVAL));
        return true;
    }

    /** The types to be asked for now, often none. */
    Set<String> typesToAskFor(long now) {
        if (now < typesAt) {
            return Set.of();
        }
        Set<String> due = new TreeSet<>(types);
        types.clear();
        typesAt = Agenda.NEVER;
        typesAskedAt = now;
        return due;
    }

    private long jittered(long interval) {
        return (long) (interval * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
