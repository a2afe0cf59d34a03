package badezimmer.discovery;

import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was announced, by whom, until when. Each source's word is kept apart from the others', so that a stranger who takes a
 * name into its mouth changes nothing of what its owner said.
 *
 * <p>Expiry and refreshing follow RFC 6762 section 5.2: asked again at 80, 85, 90 and 95 % of the TTL, lost at 100 %. A
 * service that is known to be alive by other means is neither asked for nor lost: its TTL begins anew.
 */
final class ServiceCache {

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

        /** {@code source} announces more than there is room for. */
        void reached(Shares.Limit limit, InetAddress source);
    }

    private static final SequencedMap<InetAddress, CacheEntry> NOBODY =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    private final Predicate<String> alive;
    private final Listener listener;
    /** By {@link Names#key} and source. */
    private final Map<String, SequencedMap<InetAddress, CacheEntry>> byName = new HashMap<>();

    private final Shares<CacheEntry> shares;
    private final Agenda<CacheEntry> agenda = new Agenda<>();

    ServiceCache(DiscoverySettings.Limits limits, Predicate<String> alive, Listener listener) {
        this.shares = new Shares<>(
                limits.services(), limits.servicesPerSource(), Shares.bytesFor(limits.services()), new Room());
        this.alive = alive;
        this.listener = listener;
    }

    /** Takes what a source says about one instance; false if it names an instance that nobody has located yet. */
    boolean hear(Heard heard, InetAddress source, long now) {
        if (heard.goodbye()) {
            goodbye(heard, source);
            return true;
        }
        Map<InetAddress, CacheEntry> known = byName.getOrDefault(heard.key(), NOBODY);
        CacheEntry entry = known.get(source);
        if (entry == null && heard.location() == null) {
            return !known.isEmpty();
        }
        if (heard.location() == null
                && heard.text() == null
                && heard.addresses().isEmpty()) {
            return true;
        }
        Service service = sameOf(heard.completing(entry == null ? null : entry.service()), known);
        if (entry == null) {
            if (!shares.makeRoom(source, service.bytes())) {
                listener.drop(Drop.CACHE_FULL);
                return true;
            }
            entry = new CacheEntry(shares.kept(source), service);
            add(entry);
        } else if (!shares.makeRoomToGrow(
                entry, source, service.bytes() - entry.service().bytes())) {
            listener.drop(Drop.CACHE_FULL);
            return true;
        }
        entry.holds(service, now);
        shares.put(entry, entry.source(), service.bytes());
        agenda.schedule(entry, entry.nextCheck());
        listener.event(new DiscoveryEvent.Announced(entry.service(), entry.source()));
        return true;
    }

    /** Whether anybody holds this name. */
    boolean knows(String fullName) {
        return byName.containsKey(Names.key(fullName));
    }

    /** A number for each service with more than half of its TTL left; of these types only, unless {@code types} is empty. */
    List<Long> knownAnswers(Set<String> types, long now) {
        return numbers(types, entry -> entry.isFresh(now) || isAlive(entry));
    }

    /** A number for each service of these types that is known to live. */
    List<Long> livingAnswers(Set<String> types) {
        return numbers(types, this::isAlive);
    }

    private List<Long> numbers(Set<String> types, Predicate<CacheEntry> known) {
        Set<String> wanted = types.stream().map(Names::key).collect(Collectors.toSet());
        return byName.values().stream()
                .flatMap(entries -> entries.values().stream())
                .filter(entry -> wanted.isEmpty()
                        || wanted.contains(Names.key(entry.service().type())))
                .filter(known)
                .map(CacheEntry::number)
                .toList();
    }

    private boolean isAlive(CacheEntry entry) {
        return alive.test(entry.service().fullName());
    }

    /** When {@link #wake} has something to do. */
    long next() {
        return agenda.next();
    }

    /** Asks for what is about to expire, drops what has. */
    void wake(long now) {
        for (CacheEntry entry = agenda.poll(now); entry != null; entry = agenda.poll(now)) {
            check(entry, now);
        }
    }

    private void check(CacheEntry entry, long now) {
        boolean last = entry.isAtLastCheck();
        boolean lives = isAlive(entry);
        if (last && !lives) {
            lose(entry, DiscoveryEvent.Cause.EXPIRED);
            return;
        }
        if (last) {
            entry.holds(entry.service(), now);
            listener.extended(entry.service().type());
        } else {
            entry.passCheck();
            if (!lives) {
                listener.stale(entry.service().type());
            }
        }
        agenda.schedule(entry, entry.nextCheck());
    }

    /** From each of its addresses a host mostly says the same: kept once, as far as one look tells. */
    private static Service sameOf(Service service, Map<InetAddress, CacheEntry> known) {
        return known.values().stream()
                .limit(1)
                .map(CacheEntry::service)
                .filter(service::equals)
                .findFirst()
                .orElse(service);
    }

    private void goodbye(Heard heard, InetAddress source) {
        Map<InetAddress, CacheEntry> entries = byName.get(heard.key());
        if (entries == null) {
            return;
        }
        if (entries.containsKey(source)) {
            remove(entries.get(source));
        }
        listener.event(new DiscoveryEvent.Lost(heard.fullName(), source, DiscoveryEvent.Cause.GOODBYE));
    }

    /** What makes room: a service that is known to live stays, but not what others say of it. */
    private final class Room implements Shares.Owner<CacheEntry> {

        @Override
        public boolean mayGo(CacheEntry entry) {
            return !isAlive(entry) || !isFirst(entry);
        }

        @Override
        public void evict(CacheEntry entry) {
            listener.drop(Drop.EVICTED);
            lose(entry, DiscoveryEvent.Cause.EVICTED);
        }

        @Override
        public void reached(Shares.Limit limit, InetAddress source) {
            listener.reached(limit, source);
        }

        /** Whether nobody was heard before who holds this name. */
        private boolean isFirst(CacheEntry entry) {
            return byName.get(Names.key(entry.service().fullName()))
                            .sequencedValues()
                            .getFirst()
                    == entry;
        }
    }

    private void lose(CacheEntry entry, DiscoveryEvent.Cause cause) {
        remove(entry);
        listener.event(new DiscoveryEvent.Lost(entry.service().fullName(), entry.source(), cause));
    }

    private void add(CacheEntry entry) {
        byName.computeIfAbsent(Names.key(entry.service().fullName()), key -> new LinkedHashMap<>(2))
                .put(entry.source(), entry);
        listener.appeared();
    }

    private void remove(CacheEntry entry) {
        agenda.schedule(entry, Agenda.NEVER);
        String key = Names.key(entry.service().fullName());
        byName.get(key).remove(entry.source());
        if (byName.get(key).isEmpty()) {
            byName.remove(key);
        }
        shares.remove(entry, entry.source());
    }
}
