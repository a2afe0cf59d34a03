package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQueryResponse;

/**
 * One member of the group, without its sockets: datagrams and the time go in, datagrams to send and events come out. It holds
 * no thread, no clock and no seed of its own, so an hour on a bad network can be played in a second.
 *
 * <p>{@code now} is in milliseconds of a clock that never goes back; only differences matter, and it may be negative. After each call the owner sends
 * what {@link #pollDatagram} gives, delivers what {@link #pollEvent} gives, and calls {@link #wake} at {@link #nextWake}. Not
 * thread-safe.
 */
public final class Node {

    private final DiscoverySettings settings;
    private final RandomGenerator random;
    private final Counters counters = new Counters();
    private final Admission admission;
    private final OwnAddresses own = new OwnAddresses();
    private final OwnServices services = new OwnServices();
    private final Browser browser;
    private final ServiceCache cache;
    private final Hints hints = new Hints();
    private final Outbox outbox;
    private final Queue<DiscoveryEvent> events = new ArrayDeque<>();
    private long now;

    /**
     * @param alive whether a service, by full name, is known to live by other means: it is then neither asked for again, nor
     *     expired, nor evicted
     */
    public Node(DiscoverySettings settings, RandomGenerator random, Predicate<String> alive) {
        this.settings = settings;
        this.random = random;
        DiscoverySettings.Limits limits = settings.limits();
        this.admission = new Admission(limits);
        this.outbox = new Outbox(own, random, limits.sendRate());
        this.browser = new Browser(random);
        this.cache = new ServiceCache(limits, alive, new CacheNews(events, browser, counters, () -> now));
    }

    /** Takes the links to take part on. New ones are probed and asked (RFC 6762 section 8.1). */
    public void links(List<NetworkLink> links, long now) {
        this.now = now;
        boolean anyNew = own.change(links, now);
        outbox.linksChanged();
        if (anyNew) {
            services.linksChanged(now);
            if (browser.isBrowsing()) {
                browser.start(now);
            }
        }
    }

    /** Asks for every service from now on; what is heard comes as {@link DiscoveryEvent.Announced}. */
    public void browse(long now) {
        this.now = now;
        browser.start(now);
    }

    /** Asks for services of these types, but not for those that are known to live. */
    public void seek(Set<String> types, long now) {
        this.now = now;
        if (!types.isEmpty()) {
            outbox.query(types, 0, cache.livingAnswers(types));
        }
    }

    /** Begins to probe for the service's name, then announces it. Its addresses are those of the links. */
    OwnServices.Member register(Service service, long now) {
        return register(service, events::add, now);
    }

    /** The same, for a service whose events go to a listener of its own. */
    OwnServices.Member register(Service service, Consumer<DiscoveryEvent> listener, long now) {
        this.now = now;
        long probeInterval = settings.probeInterval().toMillis();
        return services.add(new Registration(service, probeInterval, random, new Here(listener), now));
    }

    /** Says goodbye for every registration; done when {@link #hasLeft}. */
    public void leave(long now) {
        this.now = now;
        services.leave(now);
    }

    /** Whether nothing is registered, or no more, and every goodbye was said. */
    public boolean hasLeft() {
        return services.isEmpty() && outbox.hasSaidGoodbye();
    }

    /** Takes a datagram. Whatever is in it: it never throws, and what cannot be used is counted. */
    public void receive(byte[] datagram, InetAddress source, long now) {
        this.now = now;
        counters.received.increment();
        Drop refusal = admission.refusal(source, now);
        if (refusal != null) {
            counters.drop(refusal);
        } else {
            try {
                take(Messages.decode(datagram, settings.limits()), source);
            } catch (Dropped e) {
                counters.drop(e.drop());
            }
        }
    }

    /** Does what is due. */
    public void wake(long now) {
        this.now = now;
        cache.wake(now);
        services.wake(now);
        if (browser.asksForEveryService(now)) {
            outbox.query(Set.of(Messages.EVERY_SERVICE), Browser.WINDOW, cache.knownAnswers(Set.of(), now));
        }
        Set<String> types = browser.typesToAskFor(now);
        if (!types.isEmpty()) {
            outbox.query(types, 0, cache.knownAnswers(types, now));
        }
    }

    /** When {@link #wake} is to be called at the latest; {@link Long#MAX_VALUE} if nothing is due. */
    public long nextWake() {
        return Math.min(Math.min(cache.next(), services.next()), Math.min(browser.next(), outbox.next(now)));
    }

    /** The next datagram to send, or null. */
    public Datagram pollDatagram() {
        return outbox.poll(now);
    }

    /** The next event to deliver, or null. */
    public DiscoveryEvent pollEvent() {
        return events.poll();
    }

    Counters counters() {
        return counters;
    }

    private void take(MDNS message, InetAddress source) throws Dropped {
        switch (message.getDataCase()) {
            case QUERY_REQUEST -> take(message.getQueryRequest(), message.getTransactionId(), source);
            case QUERY_RESPONSE -> take(message.getQueryResponse(), source);
            case DATA_NOT_SET -> throw new Dropped(Drop.MALFORMED);
        }
    }

    private void take(MDNSQueryRequest query, int transaction, InetAddress source) {
        if (query.getAuthoritiesCount() > 0) {
            Records.read(query.getAuthoritiesList(), settings.limits(), counters)
                    .forEach(proposal -> services.probed(proposal, source, now));
            return;
        }
        Set<String> names = new HashSet<>();
        query.getQuestionsList().forEach(question -> names.add(Names.keyOfDomain(question.getName())));
        long asker = (long) Objects.hashCode(source) << Integer.SIZE | Integer.toUnsignedLong(transaction);
        Set<Long> known = new HashSet<>(query.getKnownAnswersList());
        long moment = PendingAnswer.moment(query.getResponseWindowMs(), random, now);
        services.asked(names, moment, known, asker, own.links(), now);
    }

    private void take(MDNSQueryResponse response, InetAddress source) {
        for (Heard heard : Records.read(response, settings.limits(), counters)) {
            services.heard(heard, source, now);
            boolean rival = services.hasType(heard.typeKey()) && !services.holds(heard.key());
            boolean wanted = browser.isBrowsing() || rival;
            if (wanted && !cache.hear(heard, source, now) && hints.isNew(heard.key(), now)) {
                browser.ask(heard.type(), 0, now);
            }
        }
    }

    /** The node as its registrations see it. */
    private final class Here implements Surroundings {

        private final Consumer<DiscoveryEvent> listener;

        private Here(Consumer<DiscoveryEvent> listener) {
            this.listener = listener;
        }

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void event(DiscoveryEvent event) {
            listener.accept(event);
        }

        @Override
        public boolean isTaken(String fullName) {
            return cache.knows(fullName) || services.holds(Names.key(fullName));
        }

        @Override
        public List<Inet4Address> addresses() {
            return own.addresses();
        }

        @Override
        public boolean isOwn(InetAddress address) {
            return own.contains(address, now);
        }
    }
}
