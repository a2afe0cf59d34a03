package badezimmer.gateway.rest;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import badezimmer.gateway.http.SharedBody;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Snapshot;

/**
 * {@code GET /devices} for whoever takes JSON: bytes that are there already, sent before REST's machinery looks at the
 * request. Who asks for something else is served, or refused, by {@link DevicesResource#list()}.
 */
@Singleton
class ListRoute {

    /** After CORS and authentication, as gRPC-Web. */
    private static final int BEFORE_REST = -1;

    private final DeviceRegistry registry;
    private final SharedBody<Snapshot> body;

    ListRoute(DeviceRegistry registry, DeviceJson json) {
        this.registry = registry;
        this.body = new SharedBody<>(json::list);
    }

    void register(@Observes Router router) {
        router.get("/devices").order(BEFORE_REST).handler(this::list);
    }

    private void list(RoutingContext routing) {
        String accept = routing.request().getHeader("accept");
        if (accept == null || accept.equals("*/*") || accept.equals("application/json")) {
            routing.response().putHeader("content-type", "application/json;charset=UTF-8");
            body.send(routing.response(), registry.snapshot());
        } else {
            routing.next();
        }
    }
}
