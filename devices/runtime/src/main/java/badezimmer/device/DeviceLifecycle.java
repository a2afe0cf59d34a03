package badezimmer.device;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;

import badezimmer.discovery.Check;

/** Brings the device up, so that nothing announced is ever refused, and takes it down, so that everybody knows. */
@ApplicationScoped
class DeviceLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DeviceConfig config;
    private final LinkConfig linkConfig;
    private final Readings readings;
    private final LinkServer link;
    private final Presence presence;

    /** @param everything is asked for so that unknown keys are refused, see {@link Configuration} */
    DeviceLifecycle(
            Configuration everything,
            DeviceConfig config,
            LinkConfig linkConfig,
            Readings readings,
            LinkServer link,
            Presence presence) {
        this.config = config;
        this.linkConfig = linkConfig;
        this.readings = readings;
        this.link = link;
        this.presence = presence;
    }

    void start(@Observes StartupEvent event) {
        Keys.strangers(System.getenv()).forEach(Log::warn);
        DeviceConfig.check(config);
        LinkConfig.check(linkConfig);
        int port = await(link.listen(readings::refresh).recover(e -> {
            Check.that(false, "badezimmer.link.port", linkConfig.port(), "a port that is free: " + e.getMessage());
            return Future.failedFuture(e);
        }));
        Log.infof("Taking commands on TCP port %d", port);
        await(readings.first().compose(properties -> presence.appear(port, properties)));
        readings.start(presence::show);
    }

    void stop(@Observes ShutdownEvent event) {
        readings.stop();
        if (presence.isAnnounced()) {
            Log.infof("Saying goodbye as %s", presence.id());
        }
        try {
            await(presence.leave());
        } finally {
            await(link.close());
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
