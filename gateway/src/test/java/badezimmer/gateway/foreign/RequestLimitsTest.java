package badezimmer.gateway.foreign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client may send in a request: 64 KiB of body, as it is, and no series of metrics of its own. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class RequestLimitsTest {

    private static final String LAMP = "/devices/light/Nobody@_lightlamp._tcp.local.";
    private static final String LIST = "/badezimmer.BadezimmerService/ListConnectedDevices";
    private static final String SEND = "/badezimmer.BadezimmerService/SendActuatorCommand";
    private static final int TOO_LONG = 65_537 + 5;

    @TestHTTPResource
    URL gateway;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @AfterEach
    void stillAnswers() {
        client.close();
        RestAssured.get("/devices").then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void refusesABodyThatSaysItIsTooLong(Version version) throws Exception {
        HttpResponse<byte[]> answer = call(version, "PATCH", LAMP, "application/json", fixed(TOO_LONG));
        assertProblem(answer, 413);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void refusesABodyThatTurnsOutToBeTooLong(Version version) throws Exception {
        HttpResponse<byte[]> answer = call(version, "PATCH", LAMP, "application/json", unsized(1_000_000));
        assertProblem(answer, 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/grpc", "application/grpc-web+proto", "application/grpc-web-text"})
    void refusesACallWhoseBodyIsTooLong(String type) throws Exception {
        for (String method : new String[] {LIST, SEND}) {
            HttpResponse<byte[]> answer = call(Version.HTTP_2, "POST", method, type, fixed(TOO_LONG));
            assertEquals(200, answer.statusCode());
            assertEquals("8", status(answer), method + " " + type);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyOf64KIsLookedAt(Version version) throws Exception {
        byte[] json = ("{\"turn_on\": true" + " ".repeat(65_536 - 17) + "}").getBytes(StandardCharsets.UTF_8);
        assertEquals(65_536, json.length);
        for (BodyPublisher body : new BodyPublisher[] {
            BodyPublishers.ofByteArray(json), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json))
        }) {
            assertProblem(call(version, "PATCH", LAMP, "application/json", body), 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, SEND})
    void inflatesNothingOverNativeGrpc(String method) throws Exception {
        byte[] message = gzip(new byte[1_000_000]);
        byte[] frame = ByteBuffer.allocate(5 + message.length)
                .put((byte) 1)
                .putInt(message.length)
                .put(message)
                .array();
        for (String encoding : new String[] {"gzip", "deflate", "snappy", "GZIP", "identity, gzip"}) {
            HttpResponse<byte[]> answer = client.send(
                    request(Version.HTTP_2, method)
                            .header("content-type", "application/grpc")
                            .header("te", "trailers")
                            .header("grpc-encoding", encoding)
                            .POST(BodyPublishers.ofByteArray(frame))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertEquals("12", status(answer), encoding);
            assertEquals(
                    "identity",
                    answer.headers().firstValue("grpc-accept-encoding").orElse(""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip"})
    void takesNoBodyThatIsEncoded(String encoding) throws Exception {
        HttpResponse<byte[]> answer = client.send(
                request(Version.HTTP_1_1, LAMP)
                        .header("content-type", "application/json")
                        .header("content-encoding", encoding)
                        .method("PATCH", BodyPublishers.ofByteArray(gzip("{}".getBytes(StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofByteArray());
        assertProblem(answer, 415);
        assertEquals("identity", answer.headers().firstValue("accept-encoding").orElse(""));
    }

    @Test
    void malformedPathsDoNotUseUpTheSeriesOfRealRoutes() throws Exception {
        for (int i = 0; i < 130; i++) {
            for (String path :
                    new String[] {"/devices/%zz" + i, "/nothing" + i, "/devices/light/x" + i + "/y", "//a" + i}) {
                raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                raw("PROPFIND " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }
        }
        try (ForeignDevice lamp = ForeignDevice.lamp("Counted Route").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            RestAssured.get("/devices/{id}", lamp.id()).then().statusCode(200);
            Gateway.patch("light", lamp.id(), "{\"turn_on\": true}").statusCode(200);
        }
        RestAssured.get("/q/metrics")
                .then()
                .body(containsString("uri=\"/devices/light/{id}\""))
                .body(not(containsString("x129")))
                .body(not(containsString("zz")));
    }

    @Test
    void oneAddressHasSoManyStreamsWhateverTheWayToOpenThem() throws Exception {
        List<Socket> streams = new ArrayList<>();
        try {
            await().until(() -> {
                streams.add(new Socket(gateway.getHost(), gateway.getPort()));
                return stream(streams.getLast()).endsWith("503");
            });
            assertTrue(streams.size() > 100 && streams.size() <= 129, () -> streams.size() + " streams");
            for (String type : new String[] {"application/grpc", "application/grpc-web+proto"}) {
                assertEquals("8", status(watch(type)), type);
            }
        } finally {
            for (Socket socket : streams) {
                socket.close();
            }
        }
        await().until(() -> {
            try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
                return stream(socket).endsWith("200");
            }
        });
    }

    private static String stream(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /devices/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private HttpResponse<byte[]> watch(String type) throws Exception {
        return call(
                Version.HTTP_2,
                "POST",
                "/badezimmer.BadezimmerService/WatchDevices",
                type,
                BodyPublishers.ofByteArray(new byte[5]));
    }

    private void raw(String request) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private HttpResponse<byte[]> call(Version version, String verb, String path, String type, BodyPublisher body)
            throws Exception {
        return client.send(
                request(version, path)
                        .header("content-type", type)
                        .method(verb, body)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(Version version, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + gateway.getHost() + ":" + gateway.getPort() + path))
                .version(version)
                .timeout(Duration.ofSeconds(30));
    }

    private static BodyPublisher fixed(int length) {
        return BodyPublishers.ofByteArray(new byte[length]);
    }

    private static BodyPublisher unsized(int length) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]));
    }

    /** In the headers of a trailers-only answer. */
    private static String status(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("grpc-status").orElse("none");
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status) {
        assertEquals(status, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElse(""));
        JsonObject problem = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(status, problem.getInteger("status"));
        assertTrue(!problem.getString("detail").isBlank());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
