package badezimmer.gateway.grpcweb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import badezimmer.gateway.foreign.ForeignDevice;
import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.ListConnectedDevicesResponse;
import badezimmer.proto.SendActuatorCommandResponse;

import static badezimmer.device.testing.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The gateway's gRPC-Web as browsers use it, beside native gRPC and everything else on one port. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class BrowserTest {

    private static final String LIST = "/badezimmer.BadezimmerService/ListConnectedDevices";
    private static final String BINARY = "application/grpc-web+proto";
    private static final String PAGE = "http://localhost:3000";
    private static final byte[] OK = Exchange.frame(0x80, "grpc-status:0\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final ConnectedDevice LAMP = ConnectedDevice.newBuilder()
            .setId("Bedside@_lightlamp._tcp.local.")
            .setDeviceName("Bedside")
            .build();

    @TestHTTPResource
    URL gateway;

    @Inject
    DeviceRegistry registry;

    @BeforeEach
    void list() {
        await().until(() -> registry.snapshot().devices().isEmpty());
        registry.put(LAMP);
    }

    @AfterEach
    void clear() {
        registry.remove(LAMP.getId());
    }

    @Test
    void theFirstSystemsBinaryRequestIsAnswered() throws IOException {
        HttpAnswer answer = exchange("list-binary");
        assertTrue(answer.head().startsWith("HTTP/1.1 200 OK\r\n"), answer::head);
        assertTrue(answer.head().contains("content-type: application/grpc-web+proto\r\n"), answer::head);
        assertArrayEquals(expectedList(false), answer.body());
    }

    @Test
    void theFirstSystemsTextRequestIsAnswered() throws IOException {
        HttpAnswer answer = exchange("list-text");
        assertTrue(answer.head().startsWith("HTTP/1.1 200 OK\r\n"), answer::head);
        assertTrue(answer.head().contains("content-type: application/grpc-web-text\r\n"), answer::head);
        assertArrayEquals(expectedList(true), answer.body());
    }

    @Test
    void theFirstSystemsPreflightIsAnswered() throws IOException {
        String head = exchange("preflight").head();
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
        assertTrue(head.contains("access-control-allow-origin: " + PAGE + "\r\n"), head);
        assertTrue(head.contains("access-control-allow-headers: content-type,x-grpc-web,x-user-agent\r\n"), head);
        assertTrue(head.matches("(?s).*access-control-allow-methods: [A-Z,]*POST.*"), head);
        assertTrue(head.contains("access-control-max-age: 600\r\n"), head);
        assertTrue(head.contains("access-control-allow-credentials: true\r\n"), head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-binary", "send-text"})
    void theFirstSystemsCommandIsCarriedOut(String recorded) throws IOException {
        try (ForeignDevice lamp = ForeignDevice.lamp("Light Lamp").announce()) {
            await().until(() -> registry.snapshot()
                    .find(lamp.id())
                    .filter(entry -> entry.device().getStatus() == DeviceStatus.ONLINE_DEVICE_STATUS)
                    .isPresent());
            HttpAnswer answer = exchange(recorded);
            byte[] done = Exchange.frame(
                    0,
                    SendActuatorCommandResponse.newBuilder()
                            .setMessage("Done.")
                            .build()
                            .toByteArray());
            assertArrayEquals(encoded(recorded.endsWith("text"), done, OK), answer.body());
            LightLampActionRequest action = lamp.link().commands().getFirst().getLightAction();
            assertEquals(60, action.getBrightness());
            assertEquals(255, action.getColor().getValue());
        }
    }

    @Test
    void theFirstSystemsCommandToNobodyIsRefused() throws IOException {
        HttpAnswer answer = exchange("send-unknown-device");
        assertTrue(answer.head().contains("grpc-status: 5\r\n"), answer::head);
        assertTrue(answer.head().contains("grpc-message: no device has the id nobody@x\r\n"), answer::head);
        assertEquals(0, answer.body().length);
    }

    @Test
    void aPageMayReadStatusMessageAndDetails() {
        grpcWeb(Exchange.message(""))
                .header("Origin", PAGE)
                .post(LIST)
                .then()
                .statusCode(200)
                .header("access-control-allow-origin", PAGE)
                .header("access-control-expose-headers", containsString("grpc-status"))
                .header("access-control-expose-headers", containsString("grpc-message"))
                .header("access-control-expose-headers", containsString("grpc-status-details-bin"));
    }

    @Test
    void aPageFromElsewhereIsNotServed() {
        grpcWeb(Exchange.message(""))
                .header("Origin", "http://example.com")
                .post(LIST)
                .then()
                .statusCode(403);
    }

    @Test
    void aMessageThatIsNoProtobufIsRefused() {
        grpcWeb(Exchange.frame(0, new byte[] {0x08, (byte) 0xff}))
                .post(LIST)
                .then()
                .statusCode(200)
                .header("grpc-status", "13");
    }

    @Test
    void aMessageThatIsTooLongIsRefusedAndCounted() {
        grpcWeb(new byte[] {0, 0, 1, 0, 1}).post(LIST).then().statusCode(200).header("grpc-status", "8");
        RestAssured.get("/q/metrics")
                .then()
                .body(matchesPattern(
                        "(?s).*badezimmer_grpcweb_refused_total\\{status=\"resource_exhausted\"} [1-9].*"));
    }

    @Test
    void theHealthServiceIsThereToo() {
        byte[] serving = Exchange.frame(0, new byte[] {0x08, 0x01});
        byte[] body = grpcWeb(Exchange.message(""))
                .post("/grpc.health.v1.Health/Check")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertArrayEquals(encoded(false, serving, OK), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void otherVerbsAreRefused(String verb) {
        grpcWeb(Exchange.message("")).request(verb, LIST).then().statusCode(405).header("allow", "POST");
    }

    @Test
    void otherTypesAreRefused() {
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post(LIST)
                .then()
                .statusCode(415);
    }

    @Test
    void otherPathsAreNotTouched() {
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post("/nowhere")
                .then()
                .statusCode(404);
    }

    private static RequestSpecification grpcWeb(byte[] body) {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(BINARY, io.restassured.http.ContentType.BINARY)))
                .contentType(BINARY)
                .body(body);
    }

    private byte[] expectedList(boolean text) {
        byte[] message = ListConnectedDevicesResponse.newBuilder()
                .addDevices(LAMP)
                .build()
                .toByteArray();
        assertEquals(1, registry.snapshot().devices().size());
        return encoded(text, Exchange.frame(0, message), OK);
    }

    private static byte[] encoded(boolean text, byte[]... frames) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            body.writeBytes(text ? Base64.getEncoder().encode(frame) : frame);
        }
        return body.toByteArray();
    }

    /** Sends a recorded request as it is. */
    private HttpAnswer exchange(String recorded) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort());
                InputStream request = getClass().getResourceAsStream("/browser/" + recorded + ".http")) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.readAllBytes());
            return HttpAnswer.read(socket.getInputStream());
        }
    }
}
