package badezimmer.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The one answer that a registration may owe: sent at a random moment (RFC 6762 section 6), once for all who asked until then,
 * and not at all if each of them turns out to hold it already (section 7.1). A query may come in several datagrams, the known
 * answer in any of them.
 */
final class PendingAnswer {

    private static final int MIN_DELAY = 20;
    private static final int USUAL_WINDOW = 120;
    private static final int MAX_WINDOW = 10_000;
    private static final int ASKERS = 16;

    private final Map<Long, Boolean> knowing = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > ASKERS;
        }
    };
    private long at = Agenda.NEVER;
    private boolean owed;

    long at() {
        return at;
    }

    /**
     * When to answer: a random moment, the same for all services of a node, so that they share datagrams.
     *
     * @param windowMillis the answer comes within it; 0 for the usual 20 to 120 ms
     */
    static long moment(int windowMillis, RandomGenerator random, long now) {
        int window = windowMillis <= 0 ? USUAL_WINDOW : Math.min(windowMillis, MAX_WINDOW);
        int delay = Math.min(MIN_DELAY, window);
        return now + random.nextInt(delay, window + 1);
    }

    /**
     * Somebody asks, and is to be answered at that moment at the latest.
     *
     * @param asker tells one query from another
     */
    void ask(long moment, long asker) {
        if (knowing.putIfAbsent(asker, false) == null) {
            at = Math.min(at, moment);
        }
    }

    /** The asker holds the answer. */
    void known(long asker) {
        knowing.put(asker, true);
        if (!owed && !knowing.containsValue(false)) {
            at = Agenda.NEVER;
        }
    }

    /** It is to be sent at this moment, whoever knows it. */
    void owe(long at) {
        this.at = Math.min(this.at, at);
        owed = true;
    }

    /** It was sent, or is no more to be sent. */
    void clear() {
        at = Agenda.NEVER;
        owed = false;
        knowing.values().removeIf(known -> !known);
    }
}
