package badezimmer.discovery;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;

/**
 * What is to be sent: on every link, and there with the addresses that are reachable there.
 *
 * <p>Probes, goodbyes and queries go out at once. Announcements and answers are paced, so that many services that change often
 * cannot flood the network; of one that waits, only the newest state goes out.
 */
final class Outbox {

    private static final int BURST_SECONDS = 10;

    private record Announcement(NetworkLink link, String fullName) {}

    private final OwnAddresses own;
    private final RandomGenerator random;
    private final Queue<Datagram> urgent = new ArrayDeque<>();
    private final Map<Announcement, Service> paced = new LinkedHashMap<>();
    private final int rate;
    private TokenBucket pace;

    /** @param rate announcements and answers a second, on all links together; ten seconds' worth may go at once */
    Outbox(OwnAddresses own, RandomGenerator random, int rate) {
        this.own = own;
        this.random = random;
        this.rate = rate;
    }

    void announce(Service service) {
        for (NetworkLink link : own.links()) {
            paced.put(new Announcement(link, service.fullName()), service);
        }
    }

    void goodbye(Service service) {
        int transaction = random.nextInt();
        for (NetworkLink link : own.links()) {
            paced.remove(new Announcement(link, service.fullName()));
            urgent.add(new Datagram(link, Messages.goodbye(service.at(link.addresses()), transaction)));
        }
    }

    /** Proposes the same records on every link, so that a tie breaks the same way whichever link it is seen on. */
    void probe(Service service) {
        byte[] probe = Messages.probe(service.at(own.addresses()), random.nextInt());
        own.links().forEach(link -> urgent.add(new Datagram(link, probe)));
    }

    void query(Collection<String> names, int windowMillis, List<Long> known) {
        for (byte[] query : Messages.queries(names, windowMillis, known, random.nextInt())) {
            own.links().forEach(link -> urgent.add(new Datagram(link, query)));
        }
    }

    /** Forgets what waits to be announced on links that are no more. */
    void linksChanged() {
        paced.keySet().removeIf(announcement -> !own.links().contains(announcement.link));
    }

    /** The next datagram that may be sent now, or null. */
    Datagram poll(long now) {
        Datagram next = urgent.poll();
        if (next != null || paced.isEmpty() || !pace(now).take(now)) {
            return next;
        }
        Iterator<Map.Entry<Announcement, Service>> waiting = paced.entrySet().iterator();
        Map.Entry<Announcement, Service> first = waiting.next();
        waiting.remove();
        NetworkLink link = first.getKey().link;
        return new Datagram(link, Messages.announcement(first.getValue().at(link.addresses()), random.nextInt()));
    }

    /** When {@link #poll} may have something to give. */
    long next(long now) {
        return paced.isEmpty() ? Agenda.NEVER : pace(now).nextAt(now);
    }

    private TokenBucket pace(long now) {
        if (pace == null) {
            pace = new TokenBucket(rate, rate * BURST_SECONDS, now);
        }
        return pace;
    }
}
