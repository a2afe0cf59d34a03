package badezimmer.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.vertx.core.impl.ContextInternal;
import org.jboss.logging.Logger;

/** The receiving end of a socket: hands on what each datagram holds. */
final class Receiving extends SimpleChannelInboundHandler<DatagramPacket> {

    private static final Logger LOG = Logger.getLogger(Receiving.class);

    private final ContextInternal context;
    private final BiConsumer<byte[], InetAddress> receiver;

    Receiving(ContextInternal context, BiConsumer<byte[], InetAddress> receiver) {
        this.context = context;
        this.receiver = receiver;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, DatagramPacket packet) {
        byte[] bytes = ByteBufUtil.getBytes(packet.content());
        InetAddress source = packet.sender().getAddress();
        context.emit(unused -> receiver.accept(bytes, source));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        LOG.debugf("Receiving: %s", cause.getMessage());
    }

    /**
     * The buffers of one socket, each as long as the longest datagram: what was read into them is copied before the next
     * round begins. A new one for each datagram would have to be cleared, which under a flood costs more than all the rest.
     */
    static final class Buffers extends DefaultMaxMessagesRecvByteBufAllocator {

        /** The longest payload that UDP carries over IPv4. */
        private static final int LONGEST = 65_507;
        /** So many datagrams are read in a row before anything else has its turn. */
        private static final int IN_A_ROW = 16;

        private final List<ByteBuf> buffers = new ArrayList<>();

        Buffers() {
            super(IN_A_ROW);
        }

        void release() {
            buffers.forEach(ByteBuf::release);
        }

        /** Most sockets never have two datagrams waiting, and so no second buffer. */
        private ByteBuf get(int index) {
            if (index == buffers.size()) {
                buffers.add(Unpooled.directBuffer(LONGEST));
            }
            return buffers.get(index).clear().retain();
        }

        @Override
        public MaxMessageHandle newHandle() {
            return new MaxMessageHandle() {

                private int next;

                @Override
                public void reset(ChannelConfig config) {
                    super.reset(config);
                    next = 0;
                }

                @Override
                public ByteBuf allocate(ByteBufAllocator unused) {
                    return get(next++);
                }

                @Override
                public int guess() {
                    return LONGEST;
                }
            };
        }
    }
}
