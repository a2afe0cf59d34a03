package badezimmer.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

import badezimmer.proto.MDNS;

/** Segments that lose, delay and duplicate datagrams, hosts on them, and a clock that jumps from one event to the next. */
final class SimulatedNetwork {

    /** What a segment does to a datagram on its way to one receiver. */
    record Quality(double loss, double duplicates, int maxDelayMillis) {

        static final Quality PERFECT = new Quality(0, 0, 0);
    }

    record Sent(long at, Host host, Datagram datagram) {

        MDNS message() {
            return Lamps.message(datagram);
        }

        boolean isProbe() {
            return message().getQueryRequest().getAuthoritiesCount() > 0;
        }
    }

    final class Host {

        final Node node;
        final List<NetworkLink> links;
        final List<DiscoveryEvent> events = new ArrayList<>();
        boolean powered = true;
        private long wakeAt = Agenda.NEVER;

        private Host(Node node, List<NetworkLink> links) {
            this.node = node;
            this.links = links;
        }

        /** Sends and delivers what the last call left behind. */
        void settle() {
            for (Datagram datagram = node.pollDatagram(); datagram != null; datagram = node.pollDatagram()) {
                if (powered) {
                    transmit(this, datagram);
                }
            }
            for (DiscoveryEvent event = node.pollEvent(); event != null; event = node.pollEvent()) {
                events.add(event);
            }
            wakeAt = node.nextWake();
        }
    }

    private record Arrival(long at, long order, Host to, byte[] bytes, InetAddress source) {}

    final List<Host> hosts = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final Random random;
    Quality quality = Quality.PERFECT;
    long now = 1_000;

    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingLong(Arrival::order));
    private final PriorityQueue<Map.Entry<Long, Runnable>> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Map.Entry::getKey));
    private long order;

    SimulatedNetwork(long seed) {
        random = new Random(seed);
    }

    /** A host with an address on each of the segments: 10.segment.high.low on links eth0, eth1, ... */
    Host addHost(int segments) {
        return addHost(segments, generous());
    }

    Host addHost(int segments, DiscoverySettings settings) {
        int number = hosts.size() + 1;
        List<NetworkLink> links = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            links.add(new NetworkLink("eth" + segment, List.of(address(segment, number))));
        }
        Node node = new Node(settings, new Random(random.nextLong()), name -> false);
        Host host = new Host(node, links);
        hosts.add(host);
        node.links(links, now);
        return host;
    }

    /** A host whose lamp has its name and said so. */
    Host addSettledLamp() {
        Host host = addHost(1);
        host.node.register(Lamps.lamp(4_711), now);
        run(10_000);
        return host;
    }

    /** A host that browses. */
    Host addBrowser() {
        Host host = addHost(1);
        host.node.browse(now);
        return host;
    }

    /** Limits are for strangers; fifty devices on one simulated host are none. */
    static DiscoverySettings generous() {
        DiscoverySettings usual = DiscoverySettings.defaults();
        DiscoverySettings.Limits limits =
                new DiscoverySettings.Limits(64, 32, 4_096, 100_000, 100_000, 1_000, 8_192, 8_192);
        return new DiscoverySettings(usual.group(), usual.port(), List.of(), usual.probeInterval(), limits);
    }

    static Inet4Address address(int segment, int number) {
        return Inet4Address.ofLiteral("10." + segment + "." + (number / 256) + "." + (number % 256));
    }

    void at(long time, Runnable action) {
        agenda.add(Map.entry(time, action));
    }

    /** Plays everything that happens within the next {@code millis}. */
    void run(long millis) {
        long end = now + millis;
        hosts.forEach(Host::settle);
        while (true) {
            long next = Math.min(nextArrival(), Math.min(nextAction(), nextWake()));
            if (next > end) {
                now = end;
                return;
            }
            now = Math.max(now, next);
            step();
        }
    }

    private void step() {
        if (nextAction() <= now) {
            agenda.poll().getValue().run();
            hosts.forEach(Host::settle);
        } else if (nextArrival() <= now) {
            Arrival arrival = arrivals.poll();
            if (arrival.to.powered) {
                arrival.to.node.receive(arrival.bytes, arrival.source, now);
                arrival.to.settle();
            }
        } else {
            for (Host host : hosts) {
                if (host.wakeAt <= now) {
                    host.node.wake(now);
                    host.settle();
                }
            }
        }
    }

    private void transmit(Host from, Datagram datagram) {
        sent.add(new Sent(now, from, datagram));
        String segment = datagram.link().name();
        InetAddress source = datagram.link().addresses().getFirst();
        for (Host to : hosts) {
            boolean attached = to.links.stream().anyMatch(link -> link.name().equals(segment));
            if (attached && (to == from || random.nextDouble() >= quality.loss)) {
                deliver(to, datagram.bytes(), source);
                if (random.nextDouble() < quality.duplicates) {
                    deliver(to, datagram.bytes(), source);
                }
            }
        }
    }

    private void deliver(Host to, byte[] bytes, InetAddress source) {
        int delay = quality.maxDelayMillis == 0 ? 0 : random.nextInt(quality.maxDelayMillis);
        arrivals.add(new Arrival(now + delay, order++, to, bytes, source));
    }

    private long nextArrival() {
        return arrivals.isEmpty() ? Agenda.NEVER : arrivals.peek().at;
    }

    private long nextAction() {
        return agenda.isEmpty() ? Agenda.NEVER : agenda.peek().getKey();
    }

    private long nextWake() {
        long next = Agenda.NEVER;
        for (Host host : hosts) {
            next = Math.min(next, host.wakeAt);
        }
        return next;
    }
}
