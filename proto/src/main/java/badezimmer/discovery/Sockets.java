package badezimmer.discovery;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import org.jboss.logging.Logger;

/**
 * The sockets of one node for one state of its links: one that hears the group on all of them, and one a link that sends
 * there, from the group's port. Each is bound with SO_REUSEADDR, so that several nodes share a host. When the links change,
 * new sockets replace these: a membership cannot be given up on an interface that has another address by now. Lives on one
 * event-loop context.
 */
final class Sockets {

    private static final Logger LOG = Logger.getLogger(Sockets.class);

    /** RFC 6762 section 11: packets of the group carry TTL 255; routers do not forward this group whatever it says. */
    private static final int TIME_TO_LIVE = 255;

    /**
     * What Linux grants everybody ({@code net.core.rmem_max}): room for some 180 full datagrams that come at once. The
     * default would cut off what is longer than 2 KiB.
     */
    private static final int RECEIVE_BUFFER = 212_992;

    private final Vertx vertx;
    private final DiscoverySettings settings;
    private final Handler<DatagramPacket> handler;
    private final LongAdder sent;
    private final DatagramSocket receiver;
    private final Map<NetworkLink, DatagramSocket> senders = new HashMap<>();

    private Sockets(Vertx vertx, DiscoverySettings settings, Handler<DatagramPacket> handler, LongAdder sent) {
        this.vertx = vertx;
        this.settings = settings;
        this.handler = handler;
        this.sent = sent;
        this.receiver = vertx.createDatagramSocket(options()).handler(handler);
    }

    /**
     * Binds the group's port on every address and joins the group on each link; a link where that fails is warned about and
     * left out. Fails if the port cannot be bound.
     */
    static Future<Sockets> open(
            Vertx vertx,
            DiscoverySettings settings,
            List<NetworkLink> links,
            Handler<DatagramPacket> handler,
            LongAdder sent) {
        Sockets sockets = new Sockets(vertx, settings, handler, sent);
        return sockets.receiver
                .listen(settings.port(), "0.0.0.0")
                .recover(e -> Future.failedFuture(new IllegalStateException(
                        "badezimmer.discovery.port is " + settings.port()
                                + ", but another program holds that UDP port and does not share it: " + e.getMessage(),
                        e)))
                .compose(bound ->
                        Future.join(links.stream().map(sockets::join).toList()).otherwiseEmpty())
                .map(sockets);
    }

    /** The links on which the group was joined. */
    List<NetworkLink> links() {
        return List.copyOf(senders.keySet());
    }

    void send(Datagram datagram) {
        DatagramSocket sender = senders.get(datagram.link());
        if (sender != null) {
            sent.increment();
            sender.send(Buffer.buffer(datagram.bytes()), settings.port(), settings.group())
                    .onFailure(
                            e -> LOG.debugf("Sending on %s: %s", datagram.link().name(), e.getMessage()));
        }
    }

    Future<Void> close() {
        senders.values().forEach(DatagramSocket::close);
        return receiver.close();
    }

    /** The source of a packet, without asking any name server. */
    static InetAddress source(DatagramPacket packet) {
        return InetAddress.ofLiteral(packet.sender().hostAddress());
    }

    private Future<Void> join(NetworkLink link) {
        String address = link.addresses().getFirst().getHostAddress();
        DatagramSocket sender = vertx.createDatagramSocket(
                        options().setMulticastNetworkInterface(link.name()).setMulticastTimeToLive(TIME_TO_LIVE))
                .handler(handler);
        return receiver.listenMulticastGroup(settings.group(), link.name(), null)
                .compose(joined -> sender.listen(settings.port(), address))
                .onSuccess(bound -> senders.put(link, sender))
                .onFailure(e -> {
                    LOG.warnf("Cannot join the group on %s: %s", link.name(), e.getMessage());
                    sender.close();
                })
                .mapEmpty();
    }

    private static DatagramSocketOptions options() {
        return new DatagramSocketOptions().setReuseAddress(true).setReceiveBufferSize(RECEIVE_BUFFER);
    }
}
