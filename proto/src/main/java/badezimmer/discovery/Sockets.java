package badezimmer.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import org.jboss.logging.Logger;

/**
 * The sockets of one node for one state of its links: one that hears the group on all of them, and one a link that sends
 * there, from the group's port. Each is bound with SO_REUSEADDR, so that several nodes share a host. When the links change,
 * new sockets replace these: a membership cannot be given up on an interface that has another address by now. Lives on one
 * event-loop context.
 *
 * <p>They are Netty's: those of Vert.x take one size for what the system keeps of a burst and for the buffer of each datagram.
 */
final class Sockets {

    private static final Logger LOG = Logger.getLogger(Sockets.class);

    /** RFC 6762 section 11: packets of the group carry TTL 255; routers do not forward this group whatever it says. */
    private static final int TIME_TO_LIVE = 255;

    /** What the system is asked to keep while we are busy; Linux grants {@code net.core.rmem_max}, room for some 180 datagrams. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final ContextInternal context;
    private final DiscoverySettings settings;
    private final InetSocketAddress group;
    private final BiConsumer<byte[], InetAddress> receiver;
    private final LongAdder sent;
    private final Map<NetworkLink, Channel> senders = new HashMap<>();
    private DatagramChannel hearing;

    private Sockets(
            Context context, DiscoverySettings settings, BiConsumer<byte[], InetAddress> receiver, LongAdder sent) {
        this.context = (ContextInternal) context;
        this.settings = settings;
        this.group = new InetSocketAddress(InetAddress.ofLiteral(settings.group()), settings.port());
        this.receiver = receiver;
        this.sent = sent;
    }

    /**
     * Binds the group's port on every address and joins the group on each link; a link where that fails is warned about and
     * left out. Fails if the port cannot be bound. To be called on the context.
     *
     * @param receiver takes each datagram and its source, on the context
     */
    static Future<Sockets> open(
            Context context,
            DiscoverySettings settings,
            List<NetworkLink> links,
            BiConsumer<byte[], InetAddress> receiver,
            LongAdder sent) {
        Sockets sockets = new Sockets(context, settings, receiver, sent);
        return sockets.bind(InetAddress.ofLiteral("0.0.0.0"), null)
                .recover(e -> Future.failedFuture(new IllegalStateException(
                        "badezimmer.discovery.port is " + settings.port()
                                + ", but another program holds that UDP port and does not share it: " + e.getMessage(),
                        e)))
                .onSuccess(bound -> sockets.hearing = bound)
                .compose(bound ->
                        Future.join(links.stream().map(sockets::join).toList()).otherwiseEmpty())
                .map(sockets);
    }

    /** The links on which the group was joined. */
    List<NetworkLink> links() {
        return List.copyOf(senders.keySet());
    }

    void send(Datagram datagram) {
        Channel sender = senders.get(datagram.link());
        if (sender != null) {
            sent.increment();
            DatagramPacket packet = new DatagramPacket(Unpooled.wrappedBuffer(datagram.bytes()), group);
            done(sender.writeAndFlush(packet))
                    .onFailure(
                            e -> LOG.debugf("Sending on %s: %s", datagram.link().name(), e.getMessage()));
        }
    }

    Future<Void> close() {
        senders.values().forEach(Channel::close);
        return done(hearing.close());
    }

    private Future<Void> join(NetworkLink link) {
        return interfaceOf(link)
                .compose(there -> done(hearing.joinGroup(group, there))
                        .compose(joined -> bind(link.addresses().getFirst(), there)))
                .onSuccess(bound -> senders.put(link, bound))
                .onFailure(e -> LOG.warnf("Cannot join the group on %s: %s", link.name(), e.getMessage()))
                .mapEmpty();
    }

    private static Future<NetworkInterface> interfaceOf(NetworkLink link) {
        try {
            NetworkInterface found = NetworkInterface.getByName(link.name());
            return found == null ? Future.failedFuture("it is gone") : Future.succeededFuture(found);
        } catch (SocketException e) {
            return Future.failedFuture(e);
        }
    }

    /** @param multicast where multicast goes that is sent by it, or null */
    private Future<DatagramChannel> bind(InetAddress address, NetworkInterface multicast) {
        Receiving.Buffers buffers = new Receiving.Buffers();
        Bootstrap bootstrap = new Bootstrap()
                .group(context.nettyEventLoop())
                .channelFactory(() -> new NioDatagramChannel(InternetProtocolFamily.IPv4))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.RCVBUF_ALLOCATOR, buffers)
                .handler(new Receiving(context, receiver));
        if (multicast != null) {
            bootstrap
                    .option(ChannelOption.IP_MULTICAST_IF, multicast)
                    .option(ChannelOption.IP_MULTICAST_TTL, TIME_TO_LIVE);
        }
        ChannelFuture bound = bootstrap.bind(address, settings.port());
        bound.channel().closeFuture().addListener(closed -> buffers.release());
        return done(bound).map(unused -> (DatagramChannel) bound.channel());
    }

    private Future<Void> done(ChannelFuture future) {
        PromiseInternal<Void> promise = context.promise();
        future.addListener(promise);
        return promise.future();
    }
}
