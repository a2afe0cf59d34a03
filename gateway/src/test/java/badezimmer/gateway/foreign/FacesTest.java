package badezimmer.gateway.foreign;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** What monitors, browsers, orchestrators and other pages see. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class FacesTest {

    private static final String PAGE = "http://localhost:3000";

    @TestHTTPResource
    URL gateway;

    @Test
    void theRootTellsAMonitorHowItIs() {
        RestAssured.get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("status", is("Healthy"));
    }

    @Test
    void theRootShowsABrowserAPage() {
        given().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<title>Badezimmer</title>"));
    }

    @Test
    void healthzAnswersAsItAlwaysDid() {
        RestAssured.head("/healthz").then().statusCode(200);
        RestAssured.head("/").then().statusCode(200);
        RestAssured.get("/healthz").then().statusCode(200).body(equalTo("{\"status\":\"Healthy\"}"));
    }

    @Test
    void itIsReadyWhereTheGroupIsJoinedAndListsTheDevices() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Healthy Lamp").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            RestAssured.get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.find { it.name == 'discovery' }.data.interfaces", is("lo"))
                    .body(
                            "checks.find { it.name == 'discovery' }.data.'" + lamp.id() + "'",
                            is("ONLINE_DEVICE_STATUS"));
        }
        RestAssured.get("/q/health/live").then().statusCode(200).body("checks.name", hasItem("event loop"));
        RestAssured.get("/q/health/started").then().statusCode(200);
    }

    @Test
    void countsDevicesCommandsAndDatagrams() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Counted").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            Gateway.patch("light", lamp.id(), "{\"turn_on\": true}").statusCode(200);
            RestAssured.get("/q/metrics")
                    .then()
                    .statusCode(200)
                    .body(containsString("badezimmer_devices{kind=\"actuator\",status=\"online\"} "))
                    .body(not(containsString("badezimmer_devices{kind=\"actuator\",status=\"online\"} 0.0")))
                    .body(containsString("badezimmer_commands_seconds_count{outcome=\"done\"}"))
                    .body(containsString("badezimmer_discovery_datagrams_total{direction=\"received\"}"))
                    .body(containsString("badezimmer_discovery_dropped_total{reason=\"truncated\"}"))
                    .body(containsString("badezimmer_link_connections_total"))
                    .body(containsString("badezimmer_registry_watchers"));
        }
    }

    @Test
    void noPeerHasASeriesOfItsOwn() {
        try (ForeignDevice lamp = ForeignDevice.lamp("One Of Many").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            RestAssured.get("/q/metrics").then().body(not(containsString("remote_address")));
        }
    }

    @Test
    void documentsItself() {
        RestAssured.get("/docs/").then().statusCode(200).contentType("text/html");
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/devices/events"))
                .body("paths.'/devices/light/{id}'.patch.requestBody.content.keySet()", hasItem("application/json"))
                .body("components.schemas.Device.properties.keySet()", hasItem("status_since"));
    }

    @Test
    void aPageFromThisMachineMayCall() {
        given().header("Origin", PAGE)
                .get("/devices")
                .then()
                .statusCode(200)
                .header("access-control-allow-origin", is(PAGE))
                .header("access-control-expose-headers", containsString("grpc-status-details-bin"));
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "POST")
                .header(
                        "Access-Control-Request-Headers",
                        "content-type,x-grpc-web,x-user-agent,grpc-timeout,last-event-id")
                .options("/badezimmer.BadezimmerService/ListConnectedDevices")
                .then()
                .statusCode(200)
                .header("access-control-allow-origin", is(PAGE))
                .header("access-control-allow-methods", containsString("PATCH"))
                .header("access-control-allow-headers", containsString("grpc-timeout"));
    }

    @Test
    void aPageFromElsewhereMayNot() {
        for (String origin : new String[] {"https://evil.example", "http://localhost.evil.example", "null"}) {
            given().header("Origin", origin)
                    .get("/devices")
                    .then()
                    .statusCode(403)
                    .header("access-control-allow-origin", nullValue());
        }
    }

    @Test
    void whatIsNotThereIsAProblem() {
        RestAssured.get("/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404))
                .body("title", is("Not Found"));
        RestAssured.given().body("{}").put("/devices").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void aConnectThatSendsNothingIsAHealthCheckAndNoError() throws IOException {
        for (int i = 0; i < 20; i++) {
            new Socket(gateway.getHost(), gateway.getPort()).close();
        }
        RestAssured.get("/healthz").then().statusCode(200);
    }
}
