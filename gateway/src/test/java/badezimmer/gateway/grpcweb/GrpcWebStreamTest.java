package badezimmer.gateway.grpcweb;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.grpcweb.EchoServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a stream does in time: when its parts go out, what stops it, and who waits for whom. */
class GrpcWebStreamTest {

    private static final byte[] OPEN_AFTER_ONE = Exchange.message("1 open");
    private static final byte[] NEVER = Exchange.message("never");

    private EchoServer server;

    @BeforeEach
    void start() throws Exception {
        server = new EchoServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void eachMessageGoesOutAtOnceAndFromAnyThread(HttpVersion version) throws Exception {
        Received received = new Received(open(version, "Count", OPEN_AFTER_ONE));
        received.awaitBytes(Exchange.message("1"));
        ServerCallStreamObserver<String> client = kept();
        client.onNext("two");
        received.awaitBytes(Exchange.message("1"), Exchange.message("two"));
        client.onNext("three");
        client.onCompleted();
        byte[] trailers = Exchange.frame(0x80, "grpc-status:0\r\n".getBytes(StandardCharsets.US_ASCII));
        received.awaitBytes(Exchange.message("1"), Exchange.message("two"), Exchange.message("three"), trailers);
        await().until(() -> received.ended);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatGoesCancelsItsStream(HttpVersion version) throws Exception {
        Received received = new Received(open(version, "Count", OPEN_AFTER_ONE));
        received.awaitBytes(Exchange.message("1"));
        received.response.request().connection().close();
        await().untilAsserted(() -> assertEquals(1, server.service.cancelled.get()));
        assertTrue(kept().isCancelled());
        assertFalse(kept().isReady());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatGoesCancelsItsUnaryCall(HttpVersion version) throws Exception {
        HttpClientRequest request = request(version, "Say");
        request.end(Buffer.buffer(NEVER));
        await().until(() -> !server.service.open.isEmpty());
        request.reset();
        await().untilAsserted(() -> assertEquals(1, server.service.cancelled.get()));
        assertTrue(kept().isCancelled());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aTimeThatIsOverCancelsTheCall(HttpVersion version) throws Exception {
        HttpClientRequest request = request(version, "Say").putHeader("grpc-timeout", "20m");
        Received received = new Received(send(request, NEVER));
        await().until(() -> received.ended);
        assertEquals("4", received.response.getHeader("grpc-status"));
        assertEquals(List.of(Status.Code.DEADLINE_EXCEEDED), server.refusals);
        await().untilAsserted(() -> assertEquals(1, server.service.cancelled.get()));
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aRequestThatIsNotWholeInTimeIsAnswered(HttpVersion version) throws Exception {
        HttpClientRequest request = request(version, "Say").putHeader("grpc-timeout", "50m");
        request.setChunked(true).write(Buffer.buffer(new byte[] {0, 0}));
        assertEquals("4", await(request.response()).getHeader("grpc-status"));
        assertEquals(List.of(Status.Code.DEADLINE_EXCEEDED), server.refusals);
        request.end();
        assertEquals(0, server.service.cancelled.get());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aReadyAnswerStopsTheClock(HttpVersion version) throws Exception {
        send(request(version, "Say").putHeader("grpc-timeout", "50m"), Exchange.message(""));
        // Over after the other would have been.
        send(request(version, "Say").putHeader("grpc-timeout", "100m"), NEVER);
        assertEquals(List.of(Status.Code.DEADLINE_EXCEEDED), server.refusals);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatGoesWithinItsRequestStopsTheClock(HttpVersion version) throws Exception {
        HttpClientRequest request = request(version, "Say").putHeader("grpc-timeout", "500m");
        await(request.setChunked(true).write(Buffer.buffer(new byte[] {0, 0})));
        await(request.connection().close());
        // Over after the other would have been.
        send(request(version, "Say").putHeader("grpc-timeout", "700m"), NEVER);
        assertEquals(List.of(Status.Code.DEADLINE_EXCEEDED), server.refusals);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatDoesNotReadStopsTheServiceAndOneThatReadsAgainGetsEverything(HttpVersion version) throws Exception {
        HttpClientResponse response = open(version, "Count", Exchange.message("flood"));
        await().until(() -> server.service.stalled);
        int flooded = server.service.flooded.get();
        assertTrue(flooded < EchoService.MANY, "the service was never told to wait");
        Received received = new Received(response);
        await().until(() -> received.ended);
        int trailers = 5 + "grpc-status:0\r\n".length();
        assertEquals(flooded * (5 + EchoService.BLOCK.length()) + trailers, received.length());
    }

    private ServerCallStreamObserver<String> kept() {
        await().until(() -> !server.service.open.isEmpty());
        return server.service.open.getFirst();
    }

    private HttpClientRequest request(HttpVersion version, String method) throws Exception {
        HttpClient client = server.client(version);
        return await(client.request(HttpMethod.POST, "/test.Echo/" + method))
                .putHeader("content-type", "application/grpc-web+proto");
    }

    private HttpClientResponse open(HttpVersion version, String method, byte[] message) throws Exception {
        return send(request(version, method), message);
    }

    /** Asks for the response before it can come: one that is taken too late has lost its first bytes. */
    private static HttpClientResponse send(HttpClientRequest request, byte[] message) throws Exception {
        Future<HttpClientResponse> response = request.response().map(HttpClientResponse::pause);
        request.end(Buffer.buffer(message));
        return await(response);
    }

    /** What a response brought so far. */
    private static final class Received {

        final HttpClientResponse response;
        final Buffer bytes = Buffer.buffer();
        volatile boolean ended;

        Received(HttpClientResponse response) {
            this.response = response;
            response.handler(this::take);
            response.endHandler(nothing -> ended = true);
            response.resume();
        }

        void awaitBytes(byte[]... frames) {
            Buffer expected = Buffer.buffer();
            for (byte[] frame : frames) {
                expected.appendBytes(frame);
            }
            await().untilAsserted(() -> assertEquals(hex(expected), hex(bytes)));
        }

        synchronized int length() {
            return bytes.length();
        }

        private synchronized void take(Buffer piece) {
            bytes.appendBuffer(piece);
        }

        private synchronized String hex(Buffer buffer) {
            return HexFormat.of().formatHex(buffer.getBytes());
        }
    }
}
