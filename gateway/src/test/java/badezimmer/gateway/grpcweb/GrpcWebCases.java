package badezimmer.gateway.grpcweb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static badezimmer.gateway.grpcweb.EchoServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * Every case of {@link GrpcWebCaseTable} that the subclass does not leave out, in its encoding. After each, the same
 * connection must serve the next call.
 */
abstract class GrpcWebCases {

    private static EchoServer server;

    private final ContentType type;
    private final List<HttpVersion> versions;

    GrpcWebCases(ContentType type, HttpVersion... versions) {
        this.type = type;
        this.versions = List.of(versions);
    }

    @BeforeAll
    static void start() throws Exception {
        server = new EchoServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @TestFactory
    Stream<DynamicNode> everyCase() {
        return versions.stream().map(version -> DynamicContainer.dynamicContainer(version.name(), tests(version)));
    }

    /** Which cases there are in this encoding. */
    Stream<Exchange> cases() {
        return GrpcWebCaseTable.CASES.stream();
    }

    private Stream<DynamicTest> tests(HttpVersion version) {
        HttpClient client = server.client(version);
        return cases().map(exchange -> DynamicTest.dynamicTest(exchange.name, () -> {
                    check(exchange, client, version);
                    check(GrpcWebCaseTable.THE_NEXT_CALL, client, version);
                }))
                .onClose(client::close);
    }

    private void check(Exchange exchange, HttpClient client, HttpVersion version) throws Exception {
        HttpClientRequest request = await(client.request(exchange.verb, exchange.path));
        request.putHeader("content-type", type.value());
        exchange.headers.forEach(request::putHeader);
        Answer answer = await(send(request, body(exchange)));
        HttpClientResponse response = answer.response();

        assertEquals(version, response.version());
        assertEquals(exchange.status, response.statusCode());
        if (exchange.status == 200) {
            String asked = exchange.sameType ? type.value() : exchange.headers.getOrDefault("accept", type.value());
            assertEquals(
                    exchange.expectedHeaders.getOrDefault("content-type", asked), response.getHeader("content-type"));
        }
        exchange.expectedHeaders.forEach((name, value) ->
                assertEquals(value, String.join("|", response.headers().getAll(name)), name));
        exchange.absentHeaders.forEach(name -> assertNull(response.getHeader(name), name));
        boolean text = exchange.expectedText == null ? type.text() : exchange.expectedText;
        List<byte[]> expected = type.isWeb() ? exchange.expected : withoutTrailers(exchange.expected, response);
        assertEquals(hex(encode(expected, text)), hex(answer.body().getBytes()));
    }

    /** Native gRPC has the trailers where HTTP has them, or in the headers if there is nothing else. */
    private static List<byte[]> withoutTrailers(List<byte[]> frames, HttpClientResponse response) {
        if (frames.isEmpty()) {
            return frames;
        }
        byte[] last = frames.getLast();
        MultiMap trailers = frames.size() == 1 ? response.headers() : response.trailers();
        new String(last, 5, last.length - 5, StandardCharsets.US_ASCII).lines().forEach(line -> {
            String[] field = line.split(":", 2);
            assertEquals(field[1], trailers.get(field[0]), field[0]);
        });
        return frames.subList(0, frames.size() - 1);
    }

    private List<Buffer> body(Exchange exchange) {
        byte[] whole = encode(exchange.sent, type.text() && !exchange.sentRaw);
        if (whole.length <= exchange.segment) {
            return List.of(Buffer.buffer(whole));
        }
        return Stream.iterate(0, from -> from < whole.length, from -> from + exchange.segment)
                .map(from ->
                        Buffer.buffer(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + exchange.segment))))
                .toList();
    }

    private static Future<Answer> send(HttpClientRequest request, List<Buffer> segments) throws Exception {
        Future<Answer> answer =
                request.response().compose(response -> response.body().map(body -> new Answer(response, body)));
        if (segments.size() == 1) {
            request.end(segments.getFirst());
        } else {
            request.setChunked(true);
            for (Buffer segment : segments) {
                await(request.write(segment));
            }
            request.end();
        }
        return answer;
    }

    private static byte[] encode(List<byte[]> frames, boolean text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        frames.forEach(frame -> body.writeBytes(text ? Base64.getEncoder().encode(frame) : frame));
        return body.toByteArray();
    }

    private record Answer(HttpClientResponse response, Buffer body) {}

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
