package badezimmer.discovery;

import java.net.InetAddress;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.vertx.core.impl.ContextInternal;
import org.jboss.logging.Logger;

/** The receiving end of a socket: hands on what each datagram holds, and keeps one buffer for all of them. */
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
     * One buffer, as long as the longest datagram: it is read from before the next one is received. A new one for each
     * datagram would have to be cleared, which under a flood costs more than all the rest.
     */
    static final class OneBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

        /** The longest payload that UDP carries over IPv4. */
        private static final int LONGEST = 65_507;

        private final ByteBuf buffer = Unpooled.directBuffer(LONGEST);

        OneBuffer() {
            super(1);
        }

        void release() {
            buffer.release();
        }

        @Override
        public MaxMessageHandle newHandle() {
            return new MaxMessageHandle() {

                @Override
                public ByteBuf allocate(ByteBufAllocator unused) {
                    return buffer.clear().retain();
                }

                @Override
                public int guess() {
                    return LONGEST;
                }
            };
        }
    }
}
