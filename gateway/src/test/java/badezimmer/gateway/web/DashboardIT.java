package badezimmer.gateway.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ShortTimes;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The dashboard as the packaged gateway, executable or native, serves it. */
@QuarkusIntegrationTest
@TestProfile(ShortTimes.class)
class DashboardIT {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+[.]js)\"");

    @Test
    void aBrowserGetsThePageUnderAStrictPolicy() {
        String tag = page().then()
                .statusCode(200)
                .header("content-security-policy", containsString("default-src 'none'"))
                .header("content-security-policy", not(containsString("unsafe")))
                .header("cache-control", "no-cache")
                .header("vary", "accept, accept-encoding")
                .extract()
                .header("etag");
        given().header("accept", "text/html")
                .header("accept-encoding", "identity")
                .header("if-none-match", tag)
                .get("/")
                .then()
                .statusCode(304);
    }

    @Test
    void itsScriptIsCompressedAndKeptForEver() {
        Matcher script = SCRIPT.matcher(page().body().asString());
        assertTrue(script.find(), "the page names its script");
        given().header("accept-encoding", "gzip")
                .get(script.group(1))
                .then()
                .statusCode(200)
                .header("content-encoding", "gzip")
                .header("cache-control", containsString("immutable"))
                .body(containsString("Badezimmer"));
    }

    @Test
    void whatAnAppNeedsIsThere() {
        page();
        given().get("/manifest.webmanifest").then().statusCode(200).contentType("application/manifest+json");
        given().get("/sw.js").then().statusCode(200).header("cache-control", "no-cache");
        given().get("/icon-192.png").then().statusCode(200).contentType("image/png");
    }

    @Test
    void aMonitorStillGetsJson() {
        given().header("accept", "*/*").get("/").then().contentType("application/json");
    }

    private static Response page() {
        Response page = given().header("accept", "text/html")
                .header("accept-encoding", "identity")
                .get("/");
        assumeTrue(
                page.header("content-security-policy") != null, "built without Node.js: there is no dashboard in it");
        return page;
    }
}
