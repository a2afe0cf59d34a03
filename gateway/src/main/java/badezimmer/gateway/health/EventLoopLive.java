package badezimmer.gateway.health;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

import badezimmer.gateway.discovery.Discovery;

/** Live as long as the event loop that owns discovery and links turns; if it does not, only a restart helps. */
@Liveness
@Singleton
class EventLoopLive implements HealthCheck {

    private static final long BEAT_MILLIS = 1_000;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final AtomicLong lastBeat = new AtomicLong(System.nanoTime());

    EventLoopLive(Discovery discovery, Vertx vertx) {
        discovery
                .context()
                .runOnContext(any -> vertx.setPeriodic(BEAT_MILLIS, beat -> lastBeat.set(System.nanoTime())));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event loop")
                .status(System.nanoTime() - lastBeat.get() < STUCK_NANOS)
                .build();
    }
}
