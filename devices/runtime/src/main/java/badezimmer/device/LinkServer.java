package badezimmer.device;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
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
 * The TCP server of the device. A connect that sends nothing is a health check and no error. When all places are taken, the
 * connection that was silent the longest makes room for a new one, if it was silent for {@code badezimmer.link.silence}
 * (gateways ping twice as often); otherwise the new one is closed. So peers that vanished hold no place for long.
 */
class LinkServer {

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

    private void accept(NetSocket socket) {
        if (connections.size() >= config.maxConnections() && !makeRoom()) {
            metrics.connectionRefused();
            Log.debugf("Connection from %s refused, all %d are taken", socket.remoteAddress(), config.maxConnections());
            socket.close();
            return;
        }
        connections.add(new LinkConnection(vertx, socket, config.frameTimeout(), this, metrics));
        open = connections.size();
    }

    private boolean makeRoom() {
        Optional<LinkConnection> silent = connections.stream()
                .max(Comparator.comparing(LinkConnection::silence))
                .filter(connection -> connection.silence().compareTo(config.silence()) >= 0);
        silent.ifPresent(connection -> {
            metrics.connectionEvicted();
            connection.close();
            closed(connection);
        });
        return silent.isPresent();
    }
}
