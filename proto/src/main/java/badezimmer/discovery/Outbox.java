package badezimmer.discovery;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import badezimmer.proto.MDNS;

/**
 * What is to be sent: on every link, and there with the addresses that are reachable there. What several services have to say
 * at the same moment goes out in common datagrams.
 *
 * <p>Announcements and answers are paced, so that many services that change often cannot flood the network; of one that waits,
 * only the newest state goes out. Probes, goodbyes and queries go out at once. Whatever it is, datagrams follow each other so
 * that a receiver can keep up.
 */
final class Outbox {

    private static final int BURST_SECONDS = 10;
    /** Half of what a receiver takes, {@link DiscoverySettings.Limits#totalRate}, and what its socket buffer holds. */
    private static final int MOST_PER_SECOND = 1_000;

    private static final int MOST_AT_ONCE = 32;

    /** @param repeat tells what is to be said several times from what replaces its like; 0 for the latter */
    private record Item(NetworkLink link, String fullName, long repeat) {}

    private final OwnAddresses own;
    private final RandomGenerator random;
    private final Queue<Datagram> queries = new ArrayDeque<>();
    private final Map<Item, Service> probes = new LinkedHashMap<>();
    private final Map<Item, Service> goodbyes = new LinkedHashMap<>();
    private final Map<Item, Service> announcements = new LinkedHashMap<>();
    private final int rate;
    private long repeats;
    private TokenBucket pace;
    private TokenBucket spacing;

    /** @param rate announcements and answers a second, on all links together; ten seconds' worth may go at once */
    Outbox(OwnAddresses own, RandomGenerator random, int rate) {
        this.own = own;
        this.random = random;
        this.rate = rate;
    }

    void announce(Service service) {
        own.links().forEach(link -> announcements.put(item(link, service), service.at(link.addresses())));
    }

    void goodbye(Service service) {
        for (NetworkLink link : own.links()) {
            announcements.remove(item(link, service));
            goodbyes.put(new Item(link, service.fullName(), ++repeats), service.at(link.addresses()));
        }
    }

    /** Proposes the same records on every link, so that a tie breaks the same way whichever link it is seen on. */
    void probe(Service service) {
        own.links().forEach(link -> probes.put(item(link, service), service.at(own.addresses())));
    }

    void query(Collection<String> names, int windowMillis, List<Long> known) {
        for (byte[] query : Messages.queries(names, windowMillis, known, random.nextInt())) {
            own.links().forEach(link -> queries.add(new Datagram(link, query)));
        }
    }

    /** Forgets what waits to be sent on links that are no more. */
    void linksChanged() {
        for (Map<Item, Service> waiting : List.of(probes, goodbyes, announcements)) {
            waiting.keySet().removeIf(item -> !own.links().contains(item.link));
        }
    }

    /** Whether every goodbye was said. */
    boolean hasSaidGoodbye() {
        return goodbyes.isEmpty();
    }

    /** The next datagram that may be sent now, or null. */
    Datagram poll(long now) {
        if (dueAt(now) > now || !spacing.take(now)) {
            return null;
        }
        if (!queries.isEmpty()) {
            return queries.poll();
        }
        if (!probes.isEmpty()) {
            return pack(probes, Messages::probe);
        }
        if (!goodbyes.isEmpty()) {
            return pack(goodbyes, Messages::goodbye);
        }
        pace.take(now);
        return pack(announcements, Messages::announcement);
    }

    /** When {@link #poll} may have something to give. */
    long next(long now) {
        long due = dueAt(now);
        return due == Agenda.NEVER ? due : Math.max(due, spacing.nextAt(now));
    }

    private long dueAt(long now) {
        if (pace == null) {
            pace = new TokenBucket(rate, rate * BURST_SECONDS, now);
            spacing = new TokenBucket(MOST_PER_SECOND, MOST_AT_ONCE, now);
        }
        if (!queries.isEmpty() || !probes.isEmpty() || !goodbyes.isEmpty()) {
            return now;
        }
        return announcements.isEmpty() ? Agenda.NEVER : pace.nextAt(now);
    }

    /** Takes what has waited the longest, and what else for the same link has room beside it. */
    private Datagram pack(Map<Item, Service> waiting, Function<Service, MDNS> message) {
        NetworkLink link = waiting.keySet().iterator().next().link;
        Packet packet = new Packet();
        Iterator<Map.Entry<Item, Service>> items = waiting.entrySet().iterator();
        while (items.hasNext()) {
            Map.Entry<Item, Service> next = items.next();
            if (next.getKey().link.equals(link)) {
                if (!packet.add(message.apply(next.getValue()))) {
                    break;
                }
                items.remove();
            }
        }
        return new Datagram(link, packet.encode(random.nextInt()));
    }

    private static Item item(NetworkLink link, Service service) {
        return new Item(link, service.fullName(), 0);
    }
}
