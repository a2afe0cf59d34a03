package badezimmer.gateway.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DashboardRouteTest {

    private static final String SCRIPT = "/assets/app-1a2b3c.js";

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void serve() throws Exception {
        Router router = Router.router(VERTX);
        new DashboardRoute("sample-page").register(router);
        router.get("/").last().handler(request -> request.end("the plain page"));
        server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        VERTX.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br, zstd', br, squeezed with brotli",
        "gzip, gzip, squeezed with gzip",
        "'br;q=0, gzip;q=0.5', gzip, squeezed with gzip",
        "zstd, , plain",
        "identity, , plain",
        "'', , plain"
    })
    void sendsTheSmallestFormThatTheClientTakes(String accepted, String coding, String body) throws Exception {
        HttpResponse<String> response = get(SCRIPT, "accept-encoding", accepted);
        assertEquals(coding, response.headers().firstValue("content-encoding").orElse(null));
        assertEquals(body, response.body());
        assertEquals("accept, accept-encoding", header(response, "vary"));
    }

    @Test
    void aHashedFileIsKeptForEver() throws Exception {
        assertEquals("public, max-age=31536000, immutable", header(get(SCRIPT), "cache-control"));
        assertEquals("text/javascript;charset=utf-8", header(get(SCRIPT), "content-type"));
    }

    @Test
    void thePageIsAskedForAgainEachTime() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals("no-cache", header(page, "cache-control"));
        assertTrue(page.body().contains("A page"));
    }

    @Test
    void aKnownFormIsNotSentAgain() throws Exception {
        String tag = header(get("/"), "etag");
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<String> again = get("/", "if-none-match", known);
            assertEquals(304, again.statusCode(), known);
            assertEquals(tag, header(again, "etag"));
            assertEquals("", again.body());
        }
        assertEquals(200, get("/", "if-none-match", "\"other\"").statusCode());
    }

    @Test
    void eachFormHasItsOwnTag() throws Exception {
        assertNotEquals(header(get(SCRIPT), "etag"), header(get(SCRIPT, "accept-encoding", "br"), "etag"));
    }

    @Test
    void nothingInlineRunsOnThePage() throws Exception {
        HttpResponse<String> page = get("/");
        assertTrue(header(page, "content-security-policy").contains("default-src 'none'"));
        assertFalse(header(page, "content-security-policy").contains("unsafe"));
        assertEquals("nosniff", header(page, "x-content-type-options"));
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(SCRIPT))
                .HEAD()
                .header("accept-encoding", "gzip")
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals("18", header(response, "content-length"));
        assertEquals("", response.body());
    }

    @Test
    void withoutADashboardTheNextRouteAnswers() {
        Router router = Router.router(VERTX);
        new DashboardRoute("no-such-page").register(router);
        assertEquals(0, router.getRoutes().size());
    }

    @Test
    void aListedFileThatIsMissingIsFoundAtStart() {
        ClassLoader loader = getClass().getClassLoader();
        var missing = assertThrows(
                IllegalStateException.class, () -> PageFile.read(loader, "sample-page", "/assets/missing.js"));
        assertTrue(missing.getMessage().contains("/assets/missing.js"));
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
