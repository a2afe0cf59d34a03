package badezimmer.gateway.grpcweb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.gateway.discovery.BareGateway;
import badezimmer.gateway.fuzz.Inputs;
import badezimmer.gateway.grpc.TestServices;
import badezimmer.proto.ListConnectedDevicesResponse;

import static badezimmer.gateway.grpcweb.EchoServer.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any body, in any pieces, to the bridge with the gateway's own service behind it: each call gets a gRPC-Web answer with a
 * status that stands for the client's mistake or for none, and the connection serves the next call.
 */
class GrpcWebFuzzTest {

    private static final int MAX_MESSAGE = 64 * 1024;
    private static final List<String> METHODS = List.of("ListConnectedDevices", "SendActuatorCommand", "Unknown");
    private static final Set<Status.Code> EXPECTED = Set.of(
            Status.Code.OK,
            Status.Code.INTERNAL,
            Status.Code.INVALID_ARGUMENT,
            Status.Code.NOT_FOUND,
            Status.Code.UNIMPLEMENTED,
            Status.Code.RESOURCE_EXHAUSTED);

    private static BareGateway gateway;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        gateway = new BareGateway();
        Methods methods = new Methods(Stream.of(TestServices.of(gateway)), Stream.empty());
        FramedAnswer list = new FramedAnswer(TestServices.list(gateway), new SimpleMeterRegistry());
        GrpcWebHandler handler = new GrpcWebHandler(
                gateway.vertx, methods, Map.of(list.path(), list), MAX_MESSAGE, new CopyOnWriteArrayList<>()::add);
        Router router = Router.router(gateway.vertx);
        router.post().handler(handler::post);
        HttpServer server =
                await(gateway.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = gateway.vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(server.actualPort())
                .setMaxPoolSize(1));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @FuzzTest
    void binary(byte[] input) throws Exception {
        call(input, "application/grpc-web+proto");
    }

    @FuzzTest
    void text(byte[] input) throws Exception {
        call(input, "application/grpc-web-text");
    }

    @ParameterizedTest
    @MethodSource
    void knownBinary(byte[] input) throws Exception {
        binary(input);
    }

    static Stream<Named<byte[]>> knownBinary() {
        return Inputs.of(GrpcWebFuzzTest.class, "binary");
    }

    @ParameterizedTest
    @MethodSource
    void knownText(byte[] input) throws Exception {
        text(input);
    }

    static Stream<Named<byte[]>> knownText() {
        return Inputs.of(GrpcWebFuzzTest.class, "text");
    }

    /** Input: a byte that says what the rest is (frames, one message, base64 or bytes) and which method gets it; the rest. */
    private static void call(byte[] input, String type) throws Exception {
        int control = input.length == 0 ? 0 : input[0] & 0xff;
        byte[] body = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        if ((control & 0x80) == 0) {
            body = Exchange.frame(0, body);
        }
        boolean text = type.endsWith("text");
        if (text && (control & 0x40) == 0) {
            body = Base64.getEncoder().encode(body);
        }
        int segment = (control & 0x3c) == 0 ? Math.max(1, body.length) : control & 0x3c;
        assertDecodingIsTheSameInPieces(body, text, segment);

        HttpClientRequest request = await(client.request(
                HttpMethod.POST, "/badezimmer.BadezimmerService/" + METHODS.get(control % METHODS.size())));
        request.putHeader("content-type", type).setChunked(true);
        Future<Answer> answer = request.response()
                .compose(response -> response.body()
                        .map(bytes -> new Answer(response.statusCode(), response.getHeader("grpc-status"), bytes)));
        for (int from = 0; from < body.length; from += segment) {
            request.write(Buffer.buffer(Arrays.copyOfRange(body, from, Math.min(body.length, from + segment))));
        }
        request.end();
        check(await(answer), text);
    }

    private static void check(Answer answer, boolean text) throws Exception {
        assertEquals(200, answer.http());
        String status = answer.status();
        Deframer frames = new Deframer(Integer.MAX_VALUE);
        byte[] body = answer.body().getBytes();
        if (body.length > 0) {
            byte[] decoded = text ? new Base64Quanta().decode(body) : body;
            int trailers = lastFrame(decoded);
            assertEquals((byte) 0x80, decoded[trailers]);
            status = new String(decoded, trailers + 5, decoded.length - trailers - 5)
                    .lines()
                    .filter(line -> line.startsWith("grpc-status:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("grpc-status:".length())
                    .strip();
            frames.feed(Arrays.copyOf(decoded, trailers));
            for (byte[] message = frames.next(); message != null; message = frames.next()) {
                ListConnectedDevicesResponse.parseFrom(message);
            }
        }
        Status.Code code = Status.fromCodeValue(Integer.parseInt(status)).getCode();
        assertTrue(EXPECTED.contains(code), () -> "status " + code);
    }

    private static int lastFrame(byte[] frames) {
        int at = 0;
        int last = 0;
        while (at < frames.length) {
            last = at;
            at += 5 + ByteBuffer.wrap(frames, at + 1, 4).getInt();
        }
        assertEquals(frames.length, at);
        return last;
    }

    private static void assertDecodingIsTheSameInPieces(byte[] body, boolean text, int segment) {
        assertArrayEquals(
                read(body, text, Math.max(1, body.length)).toArray(),
                read(body, text, segment).toArray());
    }

    /** The messages of a body, then the status that it fails with, if it does. */
    private static List<Object> read(byte[] body, boolean text, int segment) {
        List<Object> read = new ArrayList<>();
        Deframer frames = new Deframer(MAX_MESSAGE);
        Base64Quanta base64 = new Base64Quanta();
        try {
            for (int from = 0; from < body.length; from += segment) {
                byte[] piece = Arrays.copyOfRange(body, from, Math.min(body.length, from + segment));
                frames.feed(text ? base64.decode(piece) : piece);
                for (byte[] message = frames.next(); message != null; message = frames.next()) {
                    read.add(HexFormat.of().formatHex(message));
                }
            }
            read.add(frames.isMidMessage());
        } catch (GrpcWebException e) {
            read.add(e.status().getCode());
        }
        return read;
    }

    private record Answer(int http, String status, Buffer body) {}
}
