package badezimmer.gateway.grpcweb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.buffer.Buffer;

/** gRPC metadata and status as the names and values that go on the wire: in headers, and in the trailers' frame. */
final class ResponseMetadata {

    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private ResponseMetadata() {}

    /** Each name and value of the metadata, by name; binary ones as base64 without padding. */
    static void forEach(Metadata metadata, BiConsumer<String, String> target) {
        for (String name : new TreeSet<>(metadata.keys())) {
            if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                Metadata.Key<byte[]> key = Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
                metadata.getAll(key).forEach(value -> target.accept(name, BASE64.encodeToString(value)));
            } else {
                Metadata.Key<String> key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
                metadata.getAll(key).forEach(value -> target.accept(name, value));
            }
        }
    }

    /** How a call ended: its status, its message if it has one, and its trailers. */
    static void forEach(Status status, Metadata trailers, BiConsumer<String, String> target) {
        target.accept(Names.GRPC_STATUS, Integer.toString(status.getCode().value()));
        if (status.getDescription() != null) {
            target.accept(Names.GRPC_MESSAGE, PercentEncoding.encode(status.getDescription()));
        }
        forEach(trailers, target);
    }

    /** The last frame of an answer. */
    static Buffer trailersFrame(Status status, Metadata trailers, boolean text) {
        StringBuilder lines = new StringBuilder();
        forEach(
                status,
                trailers,
                (name, value) -> lines.append(name).append(':').append(value).append("\r\n"));
        byte[] payload = lines.toString().getBytes(StandardCharsets.US_ASCII);
        FrameOutput frame = new FrameOutput(FrameOutput.TRAILERS, payload.length, text);
        frame.writeBytes(payload);
        return frame.frame();
    }
}
