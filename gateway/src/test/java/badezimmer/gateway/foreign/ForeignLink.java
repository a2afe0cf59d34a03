package badezimmer.gateway.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

/**
 * A device's TCP side, written from WIRE alone and as strict as the oldest of them: it takes one read for one frame, and
 * remembers every read that was not.
 */
public final class ForeignLink implements AutoCloseable {

    /** How it answers a request: with bytes as they are written, or, empty, not at all. */
    public interface Behaviour extends Function<BadezimmerRequest, Optional<byte[]>> {}

    private final InetAddress address;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<BadezimmerRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Behaviour behaviour = ForeignLink::obey;
    private volatile boolean closesAfterAnswer;
    private volatile boolean closesAtOnce;
    private volatile ServerSocket server;
    private Thread accepting;
    private boolean frozen;

    public ForeignLink(InetAddress address) {
        this(address, 0);
    }

    public ForeignLink(InetAddress address, int port) {
        this.address = address;
        listen(port);
    }

    public ForeignLink answering(Behaviour behaviour) {
        this.behaviour = behaviour;
        return this;
    }

    public ForeignLink closingAfterEachAnswer() {
        closesAfterAnswer = true;
        return this;
    }

    /** As a forwarder in front of a program that is gone. */
    public ForeignLink closingAtOnce() {
        closesAtOnce = true;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(address, port());
    }

    public List<BadezimmerRequest> requests() {
        return requests;
    }

    public List<SendActuatorCommandRequest> commands() {
        return requests.stream()
                .filter(BadezimmerRequest::hasSendActuatorCommand)
                .map(BadezimmerRequest::getSendActuatorCommand)
                .toList();
    }

    /** Reads that were no frame, or more than one. */
    public List<String> violations() {
        return violations;
    }

    /** How many connections it has accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** As SIGSTOP: the kernel goes on accepting, nobody reads. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** As SIGCONT. */
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** As SIGKILL: every connection is reset, nothing listens. */
    public void crash() {
        try {
            server.close();
            // As long as it waits for a connection the kernel accepts one.
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        dropConnections();
    }

    /** Resets the connections and goes on listening. */
    public void dropConnections() {
        for (Socket connection : connections) {
            try (connection) {
                connection.setSoLinger(true, 0);
            } catch (IOException gone) {
                // The gateway closed it first.
            }
        }
    }

    /** Listens; on port 0 on any free one. */
    public void listen(int port) {
        try {
            server = new ServerSocket(port, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket mine = server;
        accepting = Thread.ofVirtual().start(() -> accept(mine));
    }

    @Override
    public void close() {
        crash();
        thaw();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket connection = from.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // It was told to.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[70_000];
            int length = closesAtOnce ? -1 : in.read(buffer);
            while (length >= 0) {
                awaitThaw();
                Optional<byte[]> answer =
                        read(ByteBuffer.wrap(buffer, 0, length)).flatMap(behaviour);
                if (answer.isPresent()) {
                    connection.getOutputStream().write(answer.get());
                    if (closesAfterAnswer) {
                        return;
                    }
                }
                length = in.read(buffer);
            }
        } catch (IOException | InterruptedException lost) {
            // The gateway may go whenever it likes.
        } finally {
            connections.remove(connection);
        }
    }

    private Optional<BadezimmerRequest> read(ByteBuffer bytes) throws InvalidProtocolBufferException {
        int read = bytes.remaining();
        if (read < 4 || bytes.getInt() != bytes.remaining() || !bytes.hasRemaining()) {
            violations.add("a read of " + read + " bytes is not one frame: "
                    + Arrays.toString(bytes.array()).substring(0, 60));
            return Optional.empty();
        }
        BadezimmerRequest request = BadezimmerRequest.parseFrom(bytes);
        requests.add(request);
        return Optional.of(request);
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    /** A frame around these bytes. */
    public static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /** A message in its frame. */
    public static Optional<byte[]> say(BadezimmerResponse response) {
        return Optional.of(frame(response.toByteArray()));
    }

    /** As the first system's actuators: {@code empty} for {@code empty}, a message for a command. */
    public static Optional<byte[]> obey(BadezimmerRequest request) {
        return request.hasSendActuatorCommand() ? say(done("Done.")) : empty(request);
    }

    /** As the first system's sensors: {@code empty} for whatever comes. */
    public static Optional<byte[]> empty(BadezimmerRequest request) {
        return say(BadezimmerResponse.newBuilder()
                .setEmpty(Empty.getDefaultInstance())
                .build());
    }

    public static BadezimmerResponse done(String message) {
        return BadezimmerResponse.newBuilder()
                .setSendActuatorCommandResponse(
                        SendActuatorCommandResponse.newBuilder().setMessage(message))
                .build();
    }

    public static BadezimmerResponse error(ErrorCode code, String message) {
        return BadezimmerResponse.newBuilder()
                .setError(ErrorDetails.newBuilder().setCode(code).setMessage(message))
                .build();
    }
}
