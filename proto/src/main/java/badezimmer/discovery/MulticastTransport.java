package badezimmer.discovery;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * A {@link Node} on the network: owns the datagram sockets, the timers and the event loop that feed it.
 *
 * <p>Methods may be called from any thread; they take effect on {@link #context()}, in order. Events are delivered on
 * that context.
 */
public final class MulticastTransport {

    /**
     * Prepares a transport; nothing is bound before {@link #start()}.
     *
     * @param alive whether a service, by full name, is known to live by other means (a connection kept open): it is then
     *     neither asked for again, nor expired, nor evicted
     * @param listener takes the events, on the context
     */
    public MulticastTransport(
            Vertx vertx, DiscoverySettings settings, Predicate<String> alive, Consumer<DiscoveryEvent> listener) {
        throw new IllegalStateException("comes next");
    }

    /** The event-loop context that owns the node. */
    public Context context() {
        throw new IllegalStateException("comes next");
    }

    /** Binds and joins; fails with a sentence for people if the port or a named interface cannot be used. */
    public Future<Void> start() {
        throw new IllegalStateException("comes next");
    }

    /** Asks for every service now and from then on; needed by who wants {@link DiscoveryEvent.Announced}. */
    public void browse() {
        throw new IllegalStateException("comes next");
    }

    /**
     * Probes for the service's name and announces it; {@link DiscoveryEvent.Registered} follows, after one
     * {@link DiscoveryEvent.Renamed} for each name that was taken. Addresses come from the interfaces.
     */
    public Registration register(Service service) {
        throw new IllegalStateException("comes next");
    }

    /** Names of the interfaces that are joined now; empty means that nobody can hear us. Any thread. */
    public List<String> joinedInterfaces() {
        throw new IllegalStateException("comes next");
    }

    /** How often each kind of input was dropped since start. Any thread. */
    public long dropped(Drop drop) {
        throw new IllegalStateException("comes next");
    }

    /** Datagrams taken in since start, dropped ones included. Any thread. */
    public long received() {
        throw new IllegalStateException("comes next");
    }

    /** Datagrams sent since start, one for each interface. Any thread. */
    public long sent() {
        throw new IllegalStateException("comes next");
    }

    /** Says goodbye for every registration (three times within 250 ms), then leaves the group and closes. */
    public Future<Void> close() {
        throw new IllegalStateException("comes next");
    }

    /** A service of ours on this transport. */
    public interface Registration {

        /** Announces these properties; at most one announcement in 100 ms, the last state always goes out. */
        void update(Map<String, String> properties);

        /** Announces again, unchanged: the periodic re-announcement. */
        void announce();

        /** Says goodbye; completes when the last of its datagrams is sent. */
        Future<Void> leave();
    }
}
