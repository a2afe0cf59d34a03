package badezimmer.gateway.grpcweb;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import badezimmer.gateway.http.SharedBody;

/** A {@link ReadyAnswer} as a whole body, made once for each message; counted like any call. Any thread. */
final class FramedAnswer {

    private static final int PREFIX = 1 + Integer.BYTES;

    /** What a request looks like, base64 or not, that holds one empty message. */
    private static final byte[] NOTHING = new byte[PREFIX];

    private static final byte[] NOTHING_TEXT = Base64.getEncoder().encode(NOTHING);

    private final ReadyAnswer answer;
    private final Counter received;
    private final Counter sent;
    private final Timer took;
    private final SharedBody<ByteString> binary = new SharedBody<>(message -> frames(message, false));
    private final SharedBody<ByteString> text = new SharedBody<>(message -> frames(message, true));
    private final SharedBody<ByteString> bare = new SharedBody<>(FramedAnswer::frame);

    FramedAnswer(ReadyAnswer answer, MeterRegistry meters) {
        this.answer = answer;
        // The meters of Micrometer's interceptor of gRPC: whichever of the two comes first makes them.
        Tags tags =
                Tags.of("service", answer.service(), "method", answer.method(), "methodType", MethodType.UNARY.name());
        this.received = Counter.builder("grpc.server.requests.received")
                .description("The total number of requests received")
                .baseUnit(BaseUnits.MESSAGES)
                .tags(tags)
                .register(meters);
        this.sent = Counter.builder("grpc.server.responses.sent")
                .description("The total number of responses sent")
                .baseUnit(BaseUnits.MESSAGES)
                .tags(tags)
                .register(meters);
        this.took = Timer.builder("grpc.server.processing.duration")
                .description("The total time taken for the server to complete the call")
                .tags(tags.and("statusCode", Status.Code.OK.name()))
                .register(meters);
    }

    /** The path of its method. */
    String path() {
        return "/" + answer.service() + "/" + answer.method();
    }

    /** The body that holds one empty message and nothing else. */
    static Buffer nothing(ContentType type) {
        return Buffer.buffer(type.text() ? NOTHING_TEXT : NOTHING);
    }

    void send(HttpServerResponse http, ContentType type) {
        long begun = System.nanoTime();
        received.increment();
        http.putHeader(Names.CONTENT_TYPE, type.value());
        if (type.isWeb()) {
            (type.text() ? text : binary).send(http, answer.message());
        } else {
            ResponseMetadata.forEach(Status.OK, new Metadata(), http.trailers()::add);
            bare.send(http, answer.message());
        }
        sent.increment();
        took.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    private static byte[] frames(ByteString message, boolean asText) {
        byte[] trailers = ResponseMetadata.trailersFrame(Status.OK, new Metadata(), asText)
                .getBytes();
        byte[] frame = frame(message);
        byte[] first = asText ? Base64.getEncoder().encode(frame) : frame;
        return ByteBuffer.allocate(first.length + trailers.length)
                .put(first)
                .put(trailers)
                .array();
    }

    private static byte[] frame(ByteString message) {
        ByteBuffer frame = ByteBuffer.allocate(PREFIX + message.size())
                .put((byte) FrameOutput.MESSAGE)
                .putInt(message.size());
        message.copyTo(frame);
        return frame.array();
    }
}
