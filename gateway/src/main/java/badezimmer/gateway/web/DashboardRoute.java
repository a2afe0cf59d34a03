package badezimmer.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the dashboard that the build put onto the class path; does nothing where there is none. Its routes come after
 * the one that answers monitors at {@code /}, and before Quarkus's own for static files and the plain page.
 */
@Singleton
class DashboardRoute {

    /** Scripts, styles and connections from here and nowhere else, and nothing inline. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                    + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String BUILT = "META-INF/resources";
    private static final int ORDER = RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT + 1;

    private final List<PageFile> files;

    @Inject
    DashboardRoute() {
        this(BUILT);
    }

    DashboardRoute(String root) {
        files = read(Thread.currentThread().getContextClassLoader(), root);
    }

    void register(@Observes Router router) {
        if (files.isEmpty()) {
            Log.info("No dashboard in this build: browsers get the plain page");
        }
        for (PageFile file : files) {
            String path = file.path().equals("/index.html") ? "/" : file.path();
            router.route(path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(ORDER)
                    .handler(request -> send(file, request));
        }
    }

    private static void send(PageFile file, RoutingContext context) {
        HttpServerRequest request = context.request();
        PageFile.Form form = file.formFor(context.parsedHeaders().acceptEncoding());
        HttpServerResponse response = context.response()
                .putHeader("cache-control", file.cacheControl())
                .putHeader("etag", form.tag())
                .putHeader("vary", "accept, accept-encoding")
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cross-origin-opener-policy", "same-origin");
        if (isKnown(form.tag(), request.getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", file.contentType());
        if (!form.coding().equals(PageFile.PLAIN)) {
            response.putHeader("content-encoding", form.coding());
        }
        response.putHeader("content-length", Integer.toString(form.content().length()));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(form.content());
        }
    }

    private static boolean isKnown(String tag, String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String known : ifNoneMatch.split(",")) {
            String strong = known.strip().replaceFirst("^W/", "");
            if (strong.equals(tag) || strong.equals("*")) {
                return true;
            }
        }
        return false;
    }

    private static List<PageFile> read(ClassLoader loader, String root) {
        try (InputStream in = loader.getResourceAsStream(root + "/page-files.txt")) {
            if (in == null) {
                return List.of();
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(path -> PageFile.read(loader, root, path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("page-files.txt cannot be read", e);
        }
    }
}
