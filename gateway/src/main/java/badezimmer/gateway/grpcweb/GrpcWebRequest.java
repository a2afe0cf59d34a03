package badezimmer.gateway.grpcweb;

import java.util.function.Consumer;

import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The messages in the body of a request, pulled: the connection is read only as fast as they are taken. Owned by the
 * call's event loop context.
 */
final class GrpcWebRequest {

    private final HttpServerRequest http;
    private final Base64Quanta base64;
    private final Deframer deframer;
    private final Buffer opening = Buffer.buffer();
    private boolean ended;
    private GrpcWebException failure;

    /**
     * @param type how the body is encoded
     * @param maxMessage the longest message that is taken, in bytes
     */
    GrpcWebRequest(HttpServerRequest http, ContentType type, int maxMessage) {
        this.http = http;
        this.base64 = type.text() ? new Base64Quanta() : null;
        this.deframer = new Deframer(maxMessage);
    }

    /**
     * Reads as much as tells whether the body is {@code expected} and nothing else, then says so, once. What was read is
     * still there for {@link #start}.
     */
    void compare(Buffer expected, Consumer<Boolean> isSame) {
        http.handler(bytes -> {
            opening.appendBuffer(bytes);
            if (opening.length() > expected.length()) {
                isSame.accept(false);
            }
        });
        http.endHandler(nothing -> {
            ended = true;
            isSame.accept(opening.equals(expected));
        });
        http.resume();
    }

    /** Begins to read; {@code onProgress} runs whenever {@link #next} or {@link #hasEnded} may have something new to say. */
    void start(Runnable onProgress) {
        take(opening);
        if (!ended) {
            http.handler(bytes -> {
                take(bytes);
                onProgress.run();
            });
            http.endHandler(nothing -> {
                ended = true;
                onProgress.run();
            });
            http.resume();
        }
        onProgress.run();
    }

    /** The next message, or null if none is there yet. */
    byte[] next() throws GrpcWebException {
        byte[] message = deframer.next();
        if (message == null && failure != null) {
            throw failure;
        }
        return message;
    }

    /** Whether the body has ended and all of its messages, as far as {@link #next} found them, are taken. */
    boolean hasEnded() throws GrpcWebException {
        if (ended && (deframer.isMidMessage() || base64 != null && base64.isMidQuantum())) {
            throw new GrpcWebException(Status.INTERNAL.withDescription("the body ends within a message"));
        }
        return ended;
    }

    /** Reads on, or waits until it is told to. */
    void flow(boolean wanted) {
        if (wanted) {
            http.resume();
        } else {
            http.pause();
        }
    }

    /** Reads on to the end of the body without looking at it, so that the connection can serve the next request. */
    void discard() {
        if (!ended) {
            http.handler(bytes -> {});
            http.endHandler(nothing -> ended = true);
            http.resume();
        }
    }

    private void take(Buffer bytes) {
        if (failure != null) {
            return;
        }
        try {
            deframer.feed(base64 == null ? bytes.getBytes() : base64.decode(bytes.getBytes()));
        } catch (GrpcWebException e) {
            failure = e;
        }
    }
}
