package badezimmer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts and keeps what is said in a group on the loopback interface. */
final class Overhearer implements AutoCloseable {

    private static final int MOST = 65_536;
    private static final int KEPT = 4;

    private final DatagramChannel channel;
    private final List<byte[]> heard = new ArrayList<>();
    private final Thread listener;

    Overhearer(int port) throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET)
                .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                .bind(new InetSocketAddress(port));
        channel.join(InetAddress.ofLiteral(Sender.GROUP), NetworkInterface.getByName("lo"));
        listener = Thread.ofPlatform().daemon().start(this::listen);
    }

    synchronized int datagrams() {
        return heard.size();
    }

    synchronized long bytes() {
        return heard.stream().mapToLong(datagram -> datagram.length).sum();
    }

    /** The longest ones: those are announcements, not questions. */
    synchronized List<byte[]> largest() {
        return heard.stream()
                .sorted(Comparator.comparingInt((byte[] datagram) -> datagram.length)
                        .reversed())
                .limit(KEPT)
                .toList();
    }

    /** Hears nothing more, and takes no more processor time. */
    void stop() throws IOException, InterruptedException {
        channel.close();
        listener.join();
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(MOST);
        try {
            while (true) {
                channel.receive(buffer.clear());
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                synchronized (this) {
                    heard.add(datagram);
                }
            }
        } catch (IOException e) {
            // Closed: that ends it.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
