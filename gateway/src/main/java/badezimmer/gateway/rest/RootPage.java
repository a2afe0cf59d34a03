package badezimmer.gateway.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import badezimmer.gateway.discovery.Discovery;
import badezimmer.gateway.registry.DeviceRegistry;

/**
 * {@code GET /}: how the gateway is, as JSON, for monitors; for browsers the page. The dashboard, where one was built in,
 * answers before the built-in page does, because its route comes earlier.
 */
@Singleton
class RootPage {

    private static final String BUILT_IN = "badezimmer/gateway/rest/page.html";
    /** Before every page, and after every page but before REST's "not found". */
    private static final int BEFORE_PAGES = RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT;

    private static final int AFTER_PAGES = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT;

    private final DeviceRegistry registry;
    private final Discovery discovery;
    private final Buffer page = load();

    RootPage(DeviceRegistry registry, Discovery discovery) {
        this.registry = registry;
        this.discovery = discovery;
    }

    void register(@Observes Router router) {
        readable(router, "/").order(BEFORE_PAGES).handler(this::health);
        readable(router, "/").order(AFTER_PAGES).handler(this::page);
        readable(router, "/healthz").handler(this::healthz);
    }

    private static Route readable(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void health(RoutingContext request) {
        request.response().putHeader("vary", "accept");
        boolean browser =
                request.parsedHeaders().accept().stream().map(MIMEHeader::value).anyMatch("text/html"::equals);
        if (browser) {
            request.next();
        } else {
            json(
                    request,
                    new JsonObject()
                            .put("status", status())
                            .put("devices", registry.snapshot().devices().size()));
        }
    }

    private void healthz(RoutingContext request) {
        json(request, new JsonObject().put("status", status()));
    }

    private void page(RoutingContext request) {
        request.response().putHeader("content-type", "text/html;charset=utf-8").end(page);
    }

    private String status() {
        return discovery.transport().joinedInterfaces().isEmpty() ? "Unhealthy" : "Healthy";
    }

    private void json(RoutingContext request, JsonObject body) {
        request.response()
                .setStatusCode(body.getString("status").equals("Healthy") ? 200 : 503)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    private static Buffer load() {
        try (InputStream in = RootPage.class.getClassLoader().getResourceAsStream(BUILT_IN)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in page cannot be read", e);
        }
    }
}
