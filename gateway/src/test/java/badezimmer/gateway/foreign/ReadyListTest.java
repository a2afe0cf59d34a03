package badezimmer.gateway.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.Gateway.awaitGone;
import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The list is answered with bytes that are there already, and nobody can tell. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class ReadyListTest {

    private static final String LIST = "/badezimmer.BadezimmerService/ListConnectedDevices";
    private static final String PAGE = "http://localhost:3000";
    private static final byte[] EMPTY = new byte[5];
    /** A message whose filter_name is empty. */
    private static final byte[] ANY_NAME = {0, 0, 0, 0, 2, 0x12, 0};

    @ParameterizedTest
    @ValueSource(strings = {"application/grpc-web", "application/grpc-web+proto", "application/grpc-web-text"})
    void aReadyAnswerIsTheMethodsOwn(String type) {
        byte[] body = type.endsWith("text") ? Base64.getEncoder().encode(EMPTY) : EMPTY;
        try (ForeignDevice lamp = ForeignDevice.lamp("Ready Lamp").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            Response ready = call(type, body, "te", "trailers");
            assertEquals(200, ready.statusCode());
            assertEquals(worked(type).contentType(), ready.contentType());
            awaitSame(type, body);
            lamp.with("brightness", "7").announce();
            await().until(() -> "7".equals(Gateway.properties(lamp.id()).get("brightness")));
            awaitSame(type, body);
        }
    }

    @Test
    void theAnswerIsOfTheTypeThatIsAskedFor() {
        await().until(() -> Gateway.ids().isEmpty());
        call("application/grpc-web+proto", EMPTY, "Accept", "application/grpc-web-text")
                .then()
                .contentType("application/grpc-web-text")
                .body(is(new String(Base64.getEncoder().encode(EMPTY))
                        + Base64.getEncoder()
                                .encodeToString(
                                        "\u0080\0\0\0\017grpc-status:0\r\n".getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Test
    void fiveBytesThatAreNoEmptyMessageAreRefusedAsEver() {
        byte[] unfinished = {0, 0, 0, 0, 9};
        byte[] compressed = {1, 0, 0, 0, 0};
        for (byte[] body : Arrays.asList(unfinished, compressed)) {
            call("application/grpc-web", body, "te", "trailers").then().header("grpc-status", is("13"));
        }
    }

    @Test
    void aListIsCountedLikeAnyCall() {
        call("application/grpc-web", EMPTY, "te", "trailers");
        RestAssured.get("/devices");
        String metrics = RestAssured.get("/q/metrics").asString();
        for (String counted : new String[] {
            "grpc_server_requests_received_messages_total{method=\"ListConnectedDevices\",methodType=\"UNARY\","
                    + "service=\"badezimmer.BadezimmerService\"}",
            "grpc_server_processing_duration_seconds_count{method=\"ListConnectedDevices\",methodType=\"UNARY\","
                    + "service=\"badezimmer.BadezimmerService\",statusCode=\"OK\"}",
            "http_server_requests_seconds_count{method=\"POST\",outcome=\"SUCCESS\",status=\"200\",uri=\"" + LIST
                    + "\"}",
            "http_server_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/devices\"}"
        }) {
            assertTrue(metrics.contains(counted), counted);
        }
    }

    @Test
    void pagesFromElsewhereDoNotGetIt() {
        given().header("Origin", "https://evil.example")
                .contentType("application/grpc-web")
                .post(LIST)
                .then()
                .statusCode(403);
        given().header("Origin", PAGE).get("/devices").then().header("access-control-allow-origin", is(PAGE));
    }

    @Test
    void jsonIsForThoseWhoTakeIt() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Json \"Lamp\"").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            // A list of types is looked at by REST itself.
            Response rest = given().accept("application/json, text/plain;q=0.5").get("/devices");
            RestAssured.get("/devices")
                    .then()
                    .contentType(is(rest.contentType()))
                    .body("id", hasItem(lamp.id()));
            await().until(() -> given().accept("application/json, text/plain;q=0.5")
                    .get("/devices")
                    .asString()
                    .equals(RestAssured.get("/devices").asString()));
            given().accept("text/html")
                    .get("/devices")
                    .then()
                    .statusCode(406)
                    .contentType(startsWith("application/problem+json"));
            RestAssured.head("/devices").then().statusCode(200);
            lamp.goodbye();
            awaitGone(lamp.id());
        }
    }

    /** Waits, because last_seen may be brought up to date between two calls. */
    private static void awaitSame(String type, byte[] body) {
        await().until(() -> Arrays.equals(
                worked(type).asByteArray(),
                call(type, body, "grpc-timeout", "5S").asByteArray()));
    }

    /** With anything in the message, if only a filter that all pass, it is the method that answers. */
    private static Response worked(String type) {
        return call(type, type.endsWith("text") ? Base64.getEncoder().encode(ANY_NAME) : ANY_NAME, "te", "trailers");
    }

    private static Response call(String type, byte[] body, String header, String value) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.BINARY)))
                .header(header, value)
                .contentType(type)
                .body(body)
                .post(LIST);
    }
}
