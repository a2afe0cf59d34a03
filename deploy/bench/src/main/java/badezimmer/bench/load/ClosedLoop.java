package badezimmer.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;

import org.HdrHistogram.Histogram;

/**
 * A closed loop: each connection sends its next request when the answer to the one before is whole, all of them from one
 * thread. A server that stalls is therefore asked less (coordinated omission): the percentiles are those of the calls that
 * were made, not of calls that somebody would have made meanwhile.
 */
public final class ClosedLoop {

    private static final int RECEIVE_BUFFER = 1 << 20;

    private final InetSocketAddress server;
    private final int connections;
    private final Supplier<? extends Conversation> conversations;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BUFFER);
    private final Histogram latencies = new Histogram(3);
    private long bytes;
    private boolean recording;

    public ClosedLoop(InetSocketAddress server, int connections, Supplier<? extends Conversation> conversations) {
        this.server = server;
        this.connections = connections;
        this.conversations = conversations;
    }

    /** Warms up, then measures. Throws if any answer is not what it should be: a figure with failures in it is none. */
    public Load run(Duration warmUp, Duration measured) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                new Connection(selector, conversations.get()).send();
            }
            runFor(selector, warmUp);
            latencies.reset();
            bytes = 0;
            recording = true;
            long begun = System.nanoTime();
            runFor(selector, measured);
            Load load = new Load(latencies.copy(), bytes, Duration.ofNanos(System.nanoTime() - begun));
            recording = false;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return load;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void runFor(Selector selector, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            selector.select(key -> ((Connection) key.attachment()).receive(), 100);
        }
    }

    private final class Connection {

        private final SocketChannel channel;
        private final Conversation conversation;
        private long sentAt;

        Connection(Selector selector, Conversation conversation) throws IOException {
            this.conversation = conversation;
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(server);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send() throws IOException {
            ByteBuffer request = conversation.next();
            sentAt = System.nanoTime();
            channel.write(request);
            if (request.hasRemaining()) {
                throw new IOException("a request of " + request.limit() + " bytes did not fit an empty socket buffer");
            }
        }

        void receive() {
            try {
                buffer.clear();
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new EOFException("the server closed the connection");
                }
                if (conversation.take(buffer.flip())) {
                    if (recording) {
                        latencies.recordValue(System.nanoTime() - sentAt);
                    }
                    send();
                }
                bytes += count;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
