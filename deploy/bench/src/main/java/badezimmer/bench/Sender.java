package badezimmer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Sends datagrams to a group on the loopback interface, at an even rate. */
final class Sender implements AutoCloseable {

    static final String GROUP = "224.0.0.251";

    private final DatagramChannel channel;
    private final InetSocketAddress group;

    Sender(int port) throws IOException {
        group = new InetSocketAddress(InetAddress.ofLiteral(GROUP), port);
        channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"))
                .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    /** Sends so many of them; gives the seconds that it took. */
    double send(IntFunction<byte[]> datagrams, int perSecond, int count) throws IOException {
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            channel.send(ByteBuffer.wrap(datagrams.apply(i)), group);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
