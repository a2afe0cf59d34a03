package badezimmer.gateway.rest;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import badezimmer.gateway.http.Refusal;
import badezimmer.gateway.http.StreamLimits;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.EventId;
import badezimmer.gateway.registry.Watch;

/**
 * {@code GET /devices/events}: every change from now on, or, for a client that comes back with {@code Last-Event-ID}, since
 * then. A Vert.x route, because it can tell how fast the client reads.
 */
@Singleton
class EventsRoute {

    private final DeviceRegistry registry;
    private final StreamLimits streams;
    private final Vertx vertx;

    EventsRoute(DeviceRegistry registry, StreamLimits streams, Vertx vertx) {
        this.registry = registry;
        this.streams = streams;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/devices/events").handler(this::open);
    }

    private void open(RoutingContext request) {
        Optional<Runnable> place = streams.take();
        if (place.isEmpty()) {
            request.response().putHeader("retry-after", "10");
            Refusal.of(503, StreamLimits.REFUSAL).send(request);
            return;
        }
        EventStream stream = new EventStream(request.response(), vertx.getOrCreateContext(), registry);
        stream.start(vertx, watch(request.request().getHeader("Last-Event-ID"), stream::available), place.get());
    }

    private Watch watch(String lastEventId, Runnable onAvailable) {
        return lastEventId == null
                ? registry.watchChanges(onAvailable)
                : registry.watchChanges(EventId.parse(lastEventId), onAvailable);
    }
}
