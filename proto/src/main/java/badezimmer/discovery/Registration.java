package badezimmer.discovery;

import java.net.InetAddress;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One service of our own, from the first probe to the last goodbye (RFC 6762 sections 8 to 10).
 *
 * <pre>
 * Probing --3 probes unanswered--> Announcing --at 0, 1 and 3 s--> Announced --> Leaving --> Gone
 *   |  ^                                  \__________________________/
 *   |  '--- name taken: next name               conflict: Probing
 *   '-- tie lost: Deferred, 1 s, same name
 * </pre>
 */
final class Registration {

    private static final int PROBES = 3;
    private static final long PROBE_DELAY = 250;
    /** Services of one node that begin within it do so at once and share their datagrams from then on. */
    private static final long BEAT = 20;

    private static final long DEFERRAL = 1_000;
    private static final long[] ANNOUNCE_GAPS = {1_000, 2_000};
    private static final int GOODBYES = 3;
    private static final long GOODBYE_GAP = 100;

    private final Surroundings node;
    private final RandomGenerator random;
    private final long probeInterval;
    private final String wantedName;
    private final Conflicts conflicts;
    private final SendSchedule sending = new SendSchedule();
    private Service service;
    private int suffix = 1;
    private String announcedName;
    /** What it was announced as before it was renamed, while goodbyes for that are due; or null. */
    private Service former;

    private RegistrationState state = new RegistrationState.Probing(0);
    private long stateAt;

    Registration(Service service, long probeInterval, RandomGenerator random, Surroundings node, long now) {
        this.service = service;
        this.wantedName = service.instance();
        this.probeInterval = probeInterval;
        this.random = random;
        this.node = node;
        this.conflicts = new Conflicts(random);
        probe(now);
    }

    Service service() {
        return service;
    }

    boolean isGone() {
        return state instanceof RegistrationState.Gone;
    }

    private boolean isLeaving() {
        return isGone() || state instanceof RegistrationState.Leaving;
    }

    long next() {
        return Math.min(stateAt, sending.next());
    }

    void wake(long now) {
        if (now >= stateAt) {
            step(now);
        }
        if (now >= sending.next()) {
            send(now);
        }
    }

    /** Announces other properties: at once if nothing was sent in the last 100 ms, else with whatever changes until then. */
    void update(Map<String, String> properties, long now) {
        if (!properties.equals(service.properties())) {
            service = service.with(properties);
            announce(now);
        }
    }

    /** Announces again, with the same spacing. */
    void announce(long now) {
        if (holdsName()) {
            sending.update(now);
        }
    }

    /** A link came or changed: who is there may hold the name as well. */
    void linksChanged(long now) {
        if (!isLeaving()) {
            probe(now);
        }
    }

    void leave(long now) {
        if (isLeaving()) {
            return;
        }
        sending.clear();
        boolean known = service.instance().equals(announcedName);
        state = known ? new RegistrationState.Leaving(0) : new RegistrationState.Gone();
        stateAt = known ? now : Agenda.NEVER;
    }

    /** As {@link SendSchedule#ask}. */
    void asked(long moment, long asker, long now) {
        if (holdsName()) {
            sending.ask(moment, asker, now);
        }
    }

    /** The asker holds this service as it is: unless others want it too, the answer is not sent. */
    void alreadyKnown(long asker, long now) {
        sending.known(asker, now);
    }

    /** Somebody proposes to take our name. */
    void probed(Heard proposal, InetAddress source, long now) {
        if (proposal.location() == null || isOurs(proposal, source)) {
            return;
        }
        switch (state) {
            case RegistrationState.Announcing _, RegistrationState.Announced _ -> sending.defend(now);
            case RegistrationState.Probing _ -> breakTie(proposal, source, now);
            case RegistrationState.Deferred _, RegistrationState.Leaving _, RegistrationState.Gone _ -> {}
        }
    }

    /** Somebody announces our name, or says goodbye for it. */
    void heard(Heard heard, InetAddress source, long now) {
        if (heard.goodbye()) {
            if (holdsName() && !isOurs(heard, source)) {
                sending.rescue(now);
            }
        } else if (heard.location() != null && !isOurs(heard, source)) {
            conflict(source, now);
        }
    }

    private void step(long now) {
        switch (state) {
            case RegistrationState.Probing(int sent)
            when sent < PROBES -> {
                node.outbox().probe(service);
                sayGoodbyeForFormer();
                state = new RegistrationState.Probing(sent + 1);
                stateAt = now + probeInterval;
            }
            case RegistrationState.Probing _ -> {
                conflicts.won();
                former = null;
                state = new RegistrationState.Announcing(0);
                if (!service.instance().equals(announcedName)) {
                    announcedName = service.instance();
                    node.event(new DiscoveryEvent.Registered(service));
                }
                step(now);
            }
            case RegistrationState.Deferred _ -> {
                state = new RegistrationState.Probing(0);
                step(now);
            }
            case RegistrationState.Announcing(int sent) -> {
                send(now);
                boolean last = sent == ANNOUNCE_GAPS.length;
                state = last ? new RegistrationState.Announced() : new RegistrationState.Announcing(sent + 1);
                stateAt = last ? Agenda.NEVER : now + ANNOUNCE_GAPS[sent];
            }
            case RegistrationState.Leaving(int sent) -> {
                node.outbox().goodbye(service);
                boolean last = sent + 1 == GOODBYES;
                state = last ? new RegistrationState.Gone() : new RegistrationState.Leaving(sent + 1);
                stateAt = last ? Agenda.NEVER : now + GOODBYE_GAP;
            }
            case RegistrationState.Announced _, RegistrationState.Gone _ -> stateAt = Agenda.NEVER;
        }
    }

    private void send(long now) {
        sending.sent(now);
        node.outbox().announce(service);
    }

    private void probe(long now) {
        state = new RegistrationState.Probing(0);
        long beat = now + random.nextLong(PROBE_DELAY + 1);
        stateAt = conflicts.nextAttempt(Math.max(now, beat - beat % BEAT));
        sending.clear();
    }

    private void breakTie(Heard proposal, InetAddress source, long now) {
        Proposal other = new Proposal(
                proposal.addressesFrom(source, node.isOwn(source)),
                proposal.location().getPort());
        if (new Proposal(node.addresses(), service.port()).compareTo(other) < 0) {
            state = new RegistrationState.Deferred();
            stateAt = now + DEFERRAL + random.nextLong(PROBE_DELAY + 1);
        }
    }

    private void conflict(InetAddress holder, long now) {
        switch (state) {
            case RegistrationState.Probing(int sent) when sent == 0 -> rename(holder);
            case RegistrationState.Probing _, RegistrationState.Deferred _ -> {
                rename(holder);
                tryAgain(now);
            }
            case RegistrationState.Announcing _, RegistrationState.Announced _ -> tryAgain(now);
            case RegistrationState.Leaving _, RegistrationState.Gone _ -> {}
        }
    }

    private void tryAgain(long now) {
        conflicts.count(now);
        probe(now);
    }

    private void rename(InetAddress holder) {
        String from = service.instance();
        former = from.equals(announcedName) ? service : former;
        sayGoodbyeForFormer();
        do {
            suffix += conflicts.step();
            service = service.named(wantedName + "-" + suffix);
        } while (node.isTaken(service.fullName()));
        node.event(new DiscoveryEvent.Renamed(from, service.instance(), holder));
    }

    /** At the renaming and with each probe for the next name, since one may be lost. */
    private void sayGoodbyeForFormer() {
        if (former != null) {
            node.outbox().goodbye(former);
        }
    }

    private boolean holdsName() {
        return state instanceof RegistrationState.Announcing || state instanceof RegistrationState.Announced;
    }

    /** Our own packets come back to us, on every link: the same port at addresses that are all ours. */
    private boolean isOurs(Heard heard, InetAddress source) {
        return (heard.location() == null || heard.location().getPort() == service.port())
                && heard.addressesFrom(source, node.isOwn(source)).stream().allMatch(node::isOwn);
    }
}
