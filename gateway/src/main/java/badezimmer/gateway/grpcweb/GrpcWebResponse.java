package badezimmer.gateway.grpcweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import badezimmer.gateway.http.BatchedWrites;

/**
 * The answer to a call, over gRPC-Web or native: headers, messages, trailers. A stream's messages go out as they come; the
 * answer of a unary call goes out in one piece, with its length. Owned by the call's event loop context.
 */
final class GrpcWebResponse {

    private final HttpServerResponse http;
    private final ContentType type;
    /** Of a stream, or null. */
    private final BatchedWrites stream;

    private Metadata headers = new Metadata();
    /** Whether the service has said anything, be it headers alone. */
    private boolean begun;

    private Buffer held;

    /**
     * @param type how the answer is encoded, and said to be
     * @param stream writes messages as soon as they are there; null holds them until the end
     */
    GrpcWebResponse(HttpServerResponse http, ContentType type, BatchedWrites stream) {
        this.http = http;
        this.type = type;
        this.stream = stream;
    }

    /** Whether more can be written without piling up. May be asked from any thread. */
    boolean isReady() {
        return !http.writeQueueFull();
    }

    /** Runs {@code onReady} whenever a full queue has drained. */
    void onDrain(Runnable onReady) {
        http.drainHandler(nothing -> onReady.run());
    }

    void headers(Metadata metadata) {
        headers = metadata;
        begun = true;
        if (stream != null) {
            head();
            http.setChunked(true).writeHead();
        }
    }

    void message(InputStream message) {
        begun = true;
        Buffer frame = frame(message);
        if (stream != null) {
            stream.write(frame);
        } else {
            held = held == null ? frame : held.appendBuffer(frame);
        }
    }

    /**
     * Ends the answer; completes when it is on its way. A call that failed before it said anything is answered by headers
     * alone, which hold its status and its trailers ("Trailers-Only" in gRPC's protocol); otherwise both are in the last
     * frame.
     */
    Future<Void> end(Status status, Metadata trailers) {
        if (!type.isWeb()) {
            return endNatively(status, trailers);
        }
        Buffer last = ResponseMetadata.trailersFrame(status, trailers, type.text());
        if (http.headWritten()) {
            return http.end(stream.taken().appendBuffer(last));
        }
        head();
        if (!begun && !status.isOk()) {
            ResponseMetadata.forEach(status, trailers, http.headers()::add);
            return http.end();
        }
        return http.end(held == null ? last : held.appendBuffer(last));
    }

    private Future<Void> endNatively(Status status, Metadata trailers) {
        boolean alone = held == null && !http.headWritten();
        if (!http.headWritten()) {
            head();
        }
        ResponseMetadata.forEach(status, trailers, (alone ? http.headers() : http.trailers())::add);
        return held == null ? http.end() : http.end(held);
    }

    private void head() {
        http.putHeader(Names.CONTENT_TYPE, type.value());
        ResponseMetadata.forEach(headers, http.headers()::add);
    }

    private Buffer frame(InputStream message) {
        try (message) {
            FrameOutput frame = new FrameOutput(
                    FrameOutput.MESSAGE, message instanceof KnownLength ? message.available() : 0, type.text());
            if (message instanceof Drainable drainable) {
                drainable.drainTo(frame);
            } else {
                message.transferTo(frame);
            }
            return frame.frame();
        } catch (IOException e) {
            throw new UncheckedIOException("a message could not be read from memory", e);
        }
    }
}
