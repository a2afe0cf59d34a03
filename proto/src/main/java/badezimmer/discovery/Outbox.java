package badezimmer.discovery;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/** What is to be sent: on every link, and there with the addresses that are reachable there. */
final class Outbox {

    private final OwnAddresses own;
    private final RandomGenerator random;
    private final Queue<Datagram> datagrams = new ArrayDeque<>();

    Outbox(OwnAddresses own, RandomGenerator random) {
        this.own = own;
        this.random = random;
    }

    void announce(Service service) {
        int transaction = random.nextInt();
        for (NetworkLink link : own.links()) {
            add(link, Messages.announcement(service.at(link.addresses()), transaction));
        }
    }

    void goodbye(Service service) {
        int transaction = random.nextInt();
        for (NetworkLink link : own.links()) {
            add(link, Messages.goodbye(service.at(link.addresses()), transaction));
        }
    }

    /** Proposes the same records on every link, so that a tie breaks the same way whichever link it is seen on. */
    void probe(Service service) {
        byte[] probe = Messages.probe(service.at(own.addresses()), random.nextInt());
        own.links().forEach(link -> add(link, probe));
    }

    void query(Collection<String> names, int windowMillis, List<Long> known) {
        for (byte[] query : Messages.queries(names, windowMillis, known, random.nextInt())) {
            own.links().forEach(link -> add(link, query));
        }
    }

    Datagram poll() {
        return datagrams.poll();
    }

    private void add(NetworkLink link, byte[] bytes) {
        datagrams.add(new Datagram(link, bytes));
    }
}
