package badezimmer.device;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import org.eclipse.microprofile.config.ConfigProvider;

import badezimmer.discovery.Check;

/** Brings the devices of this process up, and takes them down so that everybody knows. */
@ApplicationScoped
class DeviceLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DeviceConfig config;
    private final LinkConfig linkConfig;
    private final DeviceHost host;
    private final Residents residents;

    /** @param everything is asked for so that unknown keys are refused, see {@link Configuration} */
    DeviceLifecycle(
            Configuration everything,
            DeviceConfig config,
            LinkConfig linkConfig,
            DeviceHost host,
            Residents residents) {
        this.config = config;
        this.linkConfig = linkConfig;
        this.host = host;
        this.residents = residents;
    }

    void start(@Observes StartupEvent event, BeanManager beans) {
        Keys.strangers(System.getenv(), Keys.ofThisDevice(beans)).forEach(Log::warn);
        DeviceConfig.check(config);
        LinkConfig.check(linkConfig);
        Check.httpPort(ConfigProvider.getConfig().getOptionalValue("quarkus.http.port", Integer.class));
        await(host.open(), PATIENCE);
        await(residents.moveIn(host), residents.patience());
    }

    void stop(@Observes ShutdownEvent event) {
        residents.moveOut();
        List<Resident> present = host.present();
        if (present.size() > 1) {
            Log.infof("Saying goodbye for %d devices", present.size());
        } else {
            present.stream().filter(Resident::isAnnounced).forEach(one -> Log.infof("Saying goodbye as %s", one.id()));
        }
        await(host.close(), PATIENCE);
    }

    private static <T> T await(Future<T> future, Duration patience) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
