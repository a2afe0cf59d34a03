package badezimmer.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What a cache has told its owner. */
final class ToldByCache implements ServiceCache.Listener {

    final List<DiscoveryEvent> events = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<String> extended = new ArrayList<>();
    final List<Drop> drops = new ArrayList<>();
    final List<Shares.Limit> limits = new ArrayList<>();

    @Override
    public void appeared() {}

    @Override
    public void event(DiscoveryEvent event) {
        events.add(event);
    }

    @Override
    public void stale(String type) {
        asked.add(type);
    }

    @Override
    public void extended(String type) {
        extended.add(type);
    }

    @Override
    public void drop(Drop drop) {
        drops.add(drop);
    }

    @Override
    public void reached(Shares.Limit limit, InetAddress source) {
        limits.add(limit);
    }
}
