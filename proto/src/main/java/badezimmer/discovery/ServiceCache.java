package badezimmer.discovery;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was announced, by whom, until when. Each source's word is kept apart from the others', so that a stranger who takes a
 * name into its mouth changes nothing of what its owner said.
 *
 * <p>Expiry and refreshing follow RFC 6762 section 5.2: asked again at 80, 85, 90 and 95 % of the TTL, lost at 100 %. A
 * service that is known to be alive by other means is neither asked for nor lost: its TTL begins anew.
 */
final class ServiceCache {

    private static final long MIN_TTL = 15_000;
    private static final long MAX_TTL = 4_500_000;
    private static final double[] CHECKPOINTS = {0.80, 0.85, 0.90, 0.95, 1.00};

    /** What the cache tells its owner. */
    interface Listener {

        void event(DiscoveryEvent event);

        /** Somebody is heard of for the first time. */
        void appeared();

        /** This type should be asked for now. */
        void stale(String type);

        /** This type should be asked for some time soon, together with others. */
        void extended(String type);

        void drop(Drop drop);
    }

    private final DiscoverySettings.Limits limits;
    private final Predicate<String> alive;
    private final Listener listener;
    private final Map<String, Map<InetAddress, Entry>> byName = new HashMap<>();
    private final Map<InetAddress, SequencedSet<Entry>> bySource = new HashMap<>();
    private final Agenda<Entry> agenda = new Agenda<>();
    private int size;

    ServiceCache(DiscoverySettings.Limits limits, Predicate<String> alive, Listener listener) {
        this.limits = limits;
        this.alive = alive;
        this.listener = listener;
    }

    /** Takes what a source says about one instance; false if it names an instance that nobody has located yet. */
    boolean hear(Heard heard, InetAddress source, long now) {
        if (heard.goodbye()) {
            goodbye(heard.fullName(), source);
            return true;
        }
        Entry entry = byName.getOrDefault(heard.fullName(), Map.of()).get(source);
        if (entry == null && heard.location() == null) {
            return byName.containsKey(heard.fullName());
        }
        if (heard.location() == null
                && heard.text() == null
                && heard.addresses().isEmpty()) {
            return true;
        }
        Service service = heard.completing(entry == null ? null : entry.service);
        if (entry == null) {
            if (!makeRoom(source)) {
                listener.drop(Drop.CACHE_FULL);
                return true;
            }
            entry = new Entry(source, service);
            add(entry);
        }
        entry.holds(service, now);
        bySource.get(source).addLast(entry);
        agenda.schedule(entry, entry.nextCheck());
        listener.event(new DiscoveryEvent.Announced(entry.service, source));
        return true;
    }

    /** Whether anybody holds this name. */
    boolean knows(String fullName) {
        return byName.containsKey(fullName);
    }

    /** A number for each service with more than half of its TTL left; of these types only, unless {@code types} is empty. */
    List<Long> knownAnswers(Set<String> types, long now) {
        return byName.values().stream()
                .flatMap(entries -> entries.values().stream())
                .filter(entry -> types.isEmpty() || types.contains(entry.service.type()))
                .filter(entry -> entry.isFresh(now) || alive.test(entry.service.fullName()))
                .map(Entry::number)
                .toList();
    }

    /** When {@link #wake} has something to do. */
    long next() {
        return agenda.next();
    }

    /** Asks for what is about to expire, drops what has. */
    void wake(long now) {
        for (Entry entry = agenda.poll(now); entry != null; entry = agenda.poll(now)) {
            check(entry, now);
        }
    }

    private void check(Entry entry, long now) {
        boolean last = entry.checkpoint == CHECKPOINTS.length - 1;
        boolean lives = alive.test(entry.service.fullName());
        if (last && !lives) {
            lose(entry, DiscoveryEvent.Cause.EXPIRED);
            return;
        }
        if (last) {
            entry.holds(entry.service, now);
            listener.extended(entry.service.type());
        } else {
            entry.checkpoint++;
            if (!lives) {
                listener.stale(entry.service.type());
            }
        }
        agenda.schedule(entry, entry.nextCheck());
    }

    private void goodbye(String fullName, InetAddress source) {
        Map<InetAddress, Entry> entries = byName.get(fullName);
        if (entries == null) {
            return;
        }
        if (entries.containsKey(source)) {
            remove(entries.get(source));
        }
        listener.event(new DiscoveryEvent.Lost(fullName, source, DiscoveryEvent.Cause.GOODBYE));
    }

    private boolean makeRoom(InetAddress source) {
        SequencedSet<Entry> own = bySource.get(source);
        if (own != null && own.size() >= limits.servicesPerSource()) {
            return evict(oldestIdle(own));
        }
        return size < limits.services() || evict(oldestIdleOfTheLargest());
    }

    private Entry oldestIdleOfTheLargest() {
        Entry found = null;
        int most = 0;
        for (SequencedSet<Entry> entries : bySource.values()) {
            if (entries.size() > most) {
                Entry oldest = oldestIdle(entries);
                if (oldest != null) {
                    found = oldest;
                    most = entries.size();
                }
            }
        }
        return found;
    }

    private Entry oldestIdle(SequencedSet<Entry> entries) {
        for (Entry entry : entries) {
            if (!alive.test(entry.service.fullName())) {
                return entry;
            }
        }
        return null;
    }

    private boolean evict(Entry entry) {
        if (entry == null) {
            return false;
        }
        listener.drop(Drop.EVICTED);
        lose(entry, DiscoveryEvent.Cause.EVICTED);
        return true;
    }

    private void lose(Entry entry, DiscoveryEvent.Cause cause) {
        remove(entry);
        listener.event(new DiscoveryEvent.Lost(entry.service.fullName(), entry.source, cause));
    }

    private void add(Entry entry) {
        byName.computeIfAbsent(entry.service.fullName(), name -> new HashMap<>())
                .put(entry.source, entry);
        bySource.computeIfAbsent(entry.source, address -> new LinkedHashSet<>()).addLast(entry);
        size++;
        listener.appeared();
    }

    private void remove(Entry entry) {
        agenda.schedule(entry, Agenda.NEVER);
        String name = entry.service.fullName();
        byName.get(name).remove(entry.source);
        if (byName.get(name).isEmpty()) {
            byName.remove(name);
        }
        bySource.get(entry.source).remove(entry);
        if (bySource.get(entry.source).isEmpty()) {
            bySource.remove(entry.source);
        }
        size--;
    }

    /** One source's word on one service. Compared by identity. */
    private static final class Entry {

        private final InetAddress source;
        private Service service;
        private long heardAt;
        private long ttl;
        private int checkpoint;
        private Long number;

        private Entry(InetAddress source, Service service) {
            this.source = source;
            this.service = service;
        }

        private void holds(Service service, long now) {
            if (!service.equals(this.service)) {
                number = null;
            }
            this.service = service;
            heardAt = now;
            ttl = Math.clamp(service.ttl().toMillis(), MIN_TTL, MAX_TTL);
            checkpoint = 0;
        }

        private long nextCheck() {
            return heardAt + (long) (ttl * CHECKPOINTS[checkpoint]);
        }

        private boolean isFresh(long now) {
            return now - heardAt < ttl / 2;
        }

        private long number() {
            if (number == null) {
                number = KnownAnswer.of(service);
            }
            return number;
        }
    }
}
