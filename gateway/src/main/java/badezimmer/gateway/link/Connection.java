package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

import badezimmer.gateway.link.LinkException.Cause;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.wire.FrameDecoder;
import badezimmer.wire.FrameException;
import badezimmer.wire.Frames;

/**
 * One TCP connection to a device: one request at a time, in one write (WIRE: some devices take one read for one frame),
 * and the answer to it.
 */
final class Connection {

    /** What happens on a connection; nothing after {@link #close}. */
    interface Listener {

        /** The device answered; {@code request} is still to be completed. */
        void answered(Request request, BadezimmerResponse response);

        /**
         * Somebody else answered.
         *
         * @param refused whether what was asked is certainly not done
         * @param what who and where, for people
         */
        void stranger(Request request, boolean refused, String what);

        /** What came is no message, or no answer. */
        void garbled(String what);

        /** The other side closed it, or the network did. */
        void lost();
    }

    private final NetSocket socket;
    private final InetSocketAddress address;
    private final Identity identity;
    private final Listener listener;
    private final long openedAt = System.nanoTime();
    private Request inFlight;
    private boolean answered;
    private boolean closed;

    Connection(NetSocket socket, InetSocketAddress address, int maxMessage, Identity identity, Listener listener) {
        this.socket = socket;
        this.address = address;
        this.identity = identity;
        this.listener = listener;
        FrameDecoder decoder = new FrameDecoder(maxMessage, this::receive);
        socket.handler(bytes -> feed(decoder, bytes));
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ignored -> {
            if (!closed) {
                listener.lost();
            }
        });
    }

    InetSocketAddress address() {
        return address;
    }

    /** Whether the device ever answered. */
    boolean hasAnswered() {
        return answered;
    }

    long ageMillis() {
        return (System.nanoTime() - openedAt) / 1_000_000;
    }

    /** The request that waits for its answer, or null. */
    Request inFlight() {
        return inFlight;
    }

    /** Whether a command waits for its answer, and its time has not run out. */
    boolean isWorking() {
        return inFlight != null && !inFlight.isPing() && !inFlight.answer().isComplete();
    }

    void send(Request request) {
        try {
            socket.write(Buffer.buffer(Frames.encode(request.message())));
            inFlight = request;
        } catch (RuntimeException e) {
            request.fail(e);
        }
    }

    /** Closes it; a request in flight fails for this reason. */
    void close(Cause cause, String reason) {
        closed = true;
        socket.close();
        if (inFlight != null) {
            inFlight.fail(new LinkException(cause, reason, true));
        }
    }

    private void feed(FrameDecoder decoder, Buffer bytes) {
        if (closed) {
            return;
        }
        try {
            decoder.feed(ByteBuffer.wrap(bytes.getBytes()));
        } catch (FrameException e) {
            if (!closed) {
                listener.garbled(e.getMessage());
            }
        }
    }

    private void receive(byte[] frame) {
        if (closed) {
            return;
        }
        Request request = inFlight;
        if (request == null) {
            listener.garbled("it sent a message that nobody asked for");
            return;
        }
        BadezimmerResponse response;
        try {
            response = BadezimmerResponse.parseFrom(frame);
        } catch (InvalidProtocolBufferException e) {
            listener.garbled("its answer is no message of the protocol");
            return;
        }
        if (!request.admits(response)) {
            listener.garbled("it answered a command with a list of devices");
            return;
        }
        inFlight = null;
        Optional<String> stranger = identity.stranger(response, address);
        if (stranger.isPresent()) {
            String where = address.getAddress().getHostAddress() + ":" + address.getPort();
            listener.stranger(request, response.hasError(), stranger.get() + " answers at " + where);
            return;
        }
        answered = true;
        identity.heard(response);
        listener.answered(request, response);
    }
}
