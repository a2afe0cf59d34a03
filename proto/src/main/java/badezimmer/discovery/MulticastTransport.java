package badezimmer.discovery;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * A {@link Node} on the network: owns the datagram sockets, the timers and the event loop that feed it.
 *
 * <p>Methods may be called from any thread; they take effect on {@link #context()}, in order. Events are delivered on
 * that context.
 */
public final class MulticastTransport {

    private static final Logger LOG = Logger.getLogger(MulticastTransport.class);
    private static final long INTERFACE_CHECK = 5_000;
    private static final int RETRY_CHECKS = 12;

    private final Vertx vertx;
    private final Context context;
    private final DiscoverySettings settings;
    private final Consumer<DiscoveryEvent> listener;
    private final Node node;

    private volatile List<NetworkLink> joined = List.of();
    private List<NetworkLink> links = List.of();
    private Sockets sockets;
    private int checks;
    private Promise<Void> left;
    private long timer = -1;
    private long timerAt = Long.MAX_VALUE;
    private long interfaceCheck = -1;

    /**
     * Prepares a transport; nothing is bound before {@link #start()}.
     *
     * @param alive whether a service, by full name, is known to live by other means (a connection kept open): it is then
     *     neither asked for again, nor expired, nor evicted; asked on the context
     * @param listener takes what is heard of others, on the context
     */
    public MulticastTransport(
            Vertx vertx, DiscoverySettings settings, Predicate<String> alive, Consumer<DiscoveryEvent> listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        this.listener = listener;
        this.node = new Node(settings, new SecureRandom(), alive);
    }

    /** The event-loop context that owns the node. */
    public Context context() {
        return context;
    }

    /**
     * Binds the port and joins the group on every usable interface; from then on interfaces that come are joined and those
     * that go are left, within 5 s. Fails with a sentence for people if the port or a named interface cannot be used.
     */
    public Future<Void> start() {
        return context.<List<NetworkLink>>executeBlocking(() -> {
                    Messages.prepare();
                    Interfaces.checkNames(settings.interfaces());
                    return Interfaces.usable(settings.interfaces());
                })
                .compose(this::openSockets)
                .onSuccess(started -> interfaceCheck = vertx.setPeriodic(INTERFACE_CHECK, id -> checkInterfaces()));
    }

    /** Asks for every service now and from then on; needed by who wants {@link DiscoveryEvent.Announced}. */
    public void browse() {
        run(() -> node.browse(now()));
    }

    /** Asks now for services of these types that are missed: those that are known to live stay silent. */
    public void seek(Set<String> types) {
        run(() -> node.seek(types, now()));
    }

    /**
     * Probes for the service's name and announces it; {@link DiscoveryEvent.Registered} follows, after one
     * {@link DiscoveryEvent.Renamed} for each name that was taken. Addresses come from the interfaces. Any number of services
     * may be registered.
     *
     * @param own takes these two events of this service, on the context, before anybody can hear of them
     */
    public Publication register(Service service, Consumer<DiscoveryEvent> own) {
        Publication publication = new Publication();
        run(() -> publication.member = node.register(service, own, now()));
        return publication;
    }

    /** Names of the interfaces that are joined now; empty means that nobody can hear us. Any thread. */
    public List<String> joinedInterfaces() {
        return joined.stream().map(NetworkLink::name).toList();
    }

    /** How often each kind of input was dropped since start. Any thread. */
    public long dropped(Drop drop) {
        return node.counters().dropped(drop);
    }

    /** Datagrams taken in since start, dropped ones included. Any thread. */
    public long received() {
        return node.counters().received.sum();
    }

    /** Datagrams sent since start, one for each interface. Any thread. */
    public long sent() {
        return node.counters().sent.sum();
    }

    /** Says goodbye for every registration (three times within 250 ms), then leaves the group and closes. */
    public Future<Void> close() {
        return onContext(() -> {
                    left = Promise.promise();
                    node.leave(now());
                    settle();
                    return left.future();
                })
                .compose(said -> onContext(() -> {
                    vertx.cancelTimer(interfaceCheck);
                    vertx.cancelTimer(timer);
                    joined = List.of();
                    return sockets == null ? Future.succeededFuture() : sockets.close();
                }));
    }

    /** A service of ours on this transport. */
    public final class Publication {

        private OwnServices.Member member;

        private Publication() {}

        /** Announces these properties; at most one announcement in 100 ms, the last state always goes out. */
        public void update(Map<String, String> properties) {
            Map<String, String> copy = Map.copyOf(properties);
            run(() -> member.update(copy, now()));
        }

        /** Announces again, unchanged: the periodic re-announcement. */
        public void announce() {
            run(() -> member.announce(now()));
        }

        /** Says goodbye (three times within 250 ms), and is then no more answered for; done when all that is said. */
        public Future<Void> leave() {
            Promise<Void> gone = Promise.promise();
            run(() -> member.leave(gone::tryComplete, now()));
            return gone.future();
        }
    }

    private void receive(byte[] datagram, InetAddress source) {
        node.receive(datagram, source, now());
        settle();
    }

    /** Sends and delivers what the node has ready, and sets the timer to when it wants to be woken. */
    private void settle() {
        for (Datagram datagram = node.pollDatagram(); datagram != null; datagram = node.pollDatagram()) {
            if (sockets != null) {
                sockets.send(datagram);
            }
        }
        wakeAt(node.nextWake());
        for (DiscoveryEvent event = node.pollEvent(); event != null; event = node.pollEvent()) {
            listener.accept(event);
        }
        if (left != null && node.hasLeft()) {
            left.tryComplete();
        }
    }

    /** Being woken too early is harmless, so a timer is only ever moved forward. */
    private void wakeAt(long at) {
        if (at < timerAt) {
            vertx.cancelTimer(timer);
            timerAt = at;
            timer = vertx.setTimer(Math.max(1, at - now()), id -> {
                timerAt = Long.MAX_VALUE;
                node.wake(now());
                settle();
            });
        }
    }

    private void checkInterfaces() {
        context.<List<NetworkLink>>executeBlocking(() -> Interfaces.usable(settings.interfaces()))
                .compose(found -> {
                    boolean retry = ++checks % RETRY_CHECKS == 0 && joined.size() < links.size();
                    boolean same = Set.copyOf(found).equals(Set.copyOf(links));
                    return same && !retry ? Future.<Void>succeededFuture() : openSockets(found);
                })
                .onFailure(e -> LOG.warnf("Cannot follow the interfaces: %s", e.getMessage()));
    }

    private Future<Void> openSockets(List<NetworkLink> found) {
        links = found;
        return onContext(() -> Sockets.open(context, settings, found, this::receive, node.counters().sent))
                .map(opened -> {
                    if (sockets != null) {
                        sockets.close();
                    }
                    sockets = opened;
                    joined = opened.links();
                    tell();
                    node.links(joined, now());
                    settle();
                    return null;
                });
    }

    private void tell() {
        if (joined.isEmpty()) {
            LOG.warn("No interface to be discovered on; waiting for one");
        } else {
            LOG.infof("Joined %s:%d on %s", settings.group(), settings.port(), String.join(", ", joinedInterfaces()));
        }
    }

    private void run(Runnable action) {
        context.runOnContext(unused -> {
            action.run();
            settle();
        });
    }

    private <T> Future<T> onContext(Supplier<Future<T>> action) {
        return Future.future(
                promise -> context.runOnContext(unused -> action.get().onComplete(promise)));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
