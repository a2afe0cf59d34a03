package badezimmer.discovery;

import java.net.InetAddress;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * What becomes of the cache's news: events, questions and counts.
 *
 * @param now the time of the call in which the cache has them
 */
record CacheNews(Queue<DiscoveryEvent> events, Browser browser, Counters counters, LongSupplier now)
        implements ServiceCache.Listener {

    private static final long EXTENDED_DELAY = 10_000;

    @Override
    public void event(DiscoveryEvent event) {
        events.add(event);
    }

    @Override
    public void appeared() {
        browser.somebodyNew(now.getAsLong());
    }

    @Override
    public void stale(String type) {
        browser.ask(type, 0, now.getAsLong());
    }

    @Override
    public void extended(String type) {
        browser.ask(type, EXTENDED_DELAY, now.getAsLong());
    }

    @Override
    public void drop(Drop drop) {
        counters.drop(drop);
    }

    @Override
    public void reached(Shares.Limit limit, InetAddress source) {
        events.add(new DiscoveryEvent.LimitReached(limit, source));
    }
}
