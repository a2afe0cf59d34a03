package badezimmer.discovery;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The one answer that a registration may owe: sent at a random moment (RFC 6762 section 6), once for all who asked until then,
 * and not at all if each of them turns out to hold it already (section 7.1). A query may come in several datagrams, the known
 * answer in any of them; datagrams that come more than a second apart are of different queries (section 7.3 has 999 ms too).
 */
final class PendingAnswer {

    private static final int MIN_DELAY = 20;
    private static final int USUAL_WINDOW = 120;
    private static final int MAX_WINDOW = 10_000;
    private static final long QUERY_MILLIS = 999;
    /** So many queries are told apart at a time; what others ask for is sent even if they should turn out to know it. */
    private static final int QUERIES = 16;

    private record Query(long begun, boolean knows) {}

    private final SequencedMap<Long, Query> queries = new LinkedHashMap<>();
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
     * @param asker tells one query from another that comes within a second
     */
    void ask(long moment, long asker, long now) {
        forgetOld(now);
        Query query = queries.get(asker);
        if (query != null && query.knows) {
            return;
        }
        at = Math.min(at, moment);
        if (query == null && queries.size() == QUERIES) {
            owed = true;
        } else if (query == null) {
            queries.put(asker, new Query(now, false));
        }
    }

    /** The asker holds the answer. */
    void known(long asker, long now) {
        forgetOld(now);
        if (queries.containsKey(asker) || queries.size() < QUERIES) {
            queries.putLast(asker, new Query(now, true));
        }
        if (!owed && queries.values().stream().allMatch(Query::knows)) {
            at = Agenda.NEVER;
        }
    }

    /** Whose last word is a second old and did not say that it knows the answer is owed it. */
    private void forgetOld(long now) {
        while (!queries.isEmpty() && now - queries.firstEntry().getValue().begun > QUERY_MILLIS) {
            owed |= !queries.pollFirstEntry().getValue().knows;
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
        queries.values().removeIf(query -> !query.knows);
    }
}
