package badezimmer.device;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

import badezimmer.discovery.Check;

/**
 * The TCP server of the device. A connect that sends nothing is a health check and no error. One address may speak on two
 * connections, which is what a gateway needs: its link, and another while the link is in doubt. When one speaks on a third,
 * the one of them that was silent the longest is closed; and when all places are taken, the address that holds the most
 * gives one of them to the new connection. Where nobody holds more than one, whoever was silent for
 * {@code badezimmer.link.silence} makes room (gateways ping twice as often); otherwise the new one is closed. So neither
 * peers that vanished nor one that connects again and again keep a gateway out.
 */
class LinkServer {

    /** So many connections from one address may speak at the same time. */
    private static final int EACH = 2;

    private final Vertx vertx;
    private final LinkConfig config;
    private final SerialDevice device;
    private final LinkMetrics metrics;
    private final Set<LinkConnection> connections = new LinkedHashSet<>();
    private volatile int open;
    private volatile NetServer server;
    private Runnable afterAnswer = () -> {};

    LinkServer(Vertx vertx, LinkConfig config, SerialDevice device, LinkMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.device = device;
        this.metrics = metrics;
    }

    /**
     * Binds; fails with a sentence for people.
     *
     * @param afterAnswer runs on the link's event loop whenever the device has answered, and so may have changed
     * @return the port that it listens on
     */
    Future<Integer> listen(Runnable afterAnswer) {
        this.afterAnswer = afterAnswer;
        Promise<Integer> bound = Promise.promise();
        device.context()
                .runOnContext(_ -> vertx.createNetServer(
                                new NetServerOptions().setTcpKeepAlive(true).setReuseAddress(true))
                        .connectHandler(this::accept)
                        .exceptionHandler(e -> Log.debugf("A connection failed: %s", e.getMessage()))
                        .listen(config.port())
                        .onSuccess(listening -> server = listening)
                        .map(NetServer::actualPort)
                        .onComplete(bound));
        return bound.future().recover(e -> {
            Check.that(false, "badezimmer.link.port", config.port(), "a port that is free: " + e.getMessage());
            return Future.failedFuture(e);
        });
    }

    /** How many connections are open now; any thread. */
    int connections() {
        return open;
    }

    boolean isListening() {
        return server != null;
    }

    Future<Void> close() {
        NetServer listening = server;
        server = null;
        return listening == null ? Future.succeededFuture() : listening.close();
    }

    SerialDevice device() {
        return device;
    }

    void answered() {
        afterAnswer.run();
    }

    void closed(LinkConnection connection) {
        connections.remove(connection);
        open = connections.size();
    }

    /** A connection sends something for the first time. */
    void spoke(LinkConnection connection) {
        List<LinkConnection> beside = connections.stream()
                .filter(other -> other != connection && other.hasSpoken() && other.isFrom(connection.address()))
                .toList();
        if (beside.size() >= EACH) {
            evict(mostSilent(beside));
        }
    }

    private void accept(NetSocket socket) {
        String address = socket.remoteAddress().hostAddress();
        if (connections.size() >= config.maxConnections() && !makeRoom(address)) {
            metrics.connectionRefused();
            Log.debugf("Connection from %s refused, all %d are taken", socket.remoteAddress(), config.maxConnections());
            socket.close();
            return;
        }
        connections.add(new LinkConnection(vertx, socket, config.frameTimeout(), this, metrics));
        open = connections.size();
    }

    /** For a connection from {@code newcomer}, which counts already. */
    private boolean makeRoom(String newcomer) {
        Map<String, Long> held = new HashMap<>(Map.of(newcomer, 1L));
        connections.forEach(connection -> held.merge(connection.address(), 1L, Long::sum));
        long most = Collections.max(held.values());
        List<LinkConnection> greediest = connections.stream()
                .filter(connection -> held.get(connection.address()) == most)
                .toList();
        if (most == 1) {
            greediest = connections.stream()
                    .filter(connection -> connection.silence().compareTo(config.silence()) >= 0)
                    .toList();
        }
        if (greediest.isEmpty()) {
            return false;
        }
        evict(mostSilent(greediest));
        return true;
    }

    /** One that never spoke, or else the one that spoke the longest ago. */
    private static LinkConnection mostSilent(Collection<LinkConnection> of) {
        return Collections.max(
                of,
                Comparator.comparing((LinkConnection connection) -> !connection.hasSpoken())
                        .thenComparing(LinkConnection::silence));
    }

    private void evict(LinkConnection connection) {
        metrics.connectionEvicted();
        connection.close();
        closed(connection);
    }
}
