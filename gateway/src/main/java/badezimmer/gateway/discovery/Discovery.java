package badezimmer.gateway.discovery;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import badezimmer.discovery.MulticastTransport;
import badezimmer.gateway.config.CheckedConfig;
import badezimmer.gateway.link.Connector;
import badezimmer.gateway.link.DeviceLink;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.LinkListener;
import badezimmer.gateway.link.LinkSettings;
import badezimmer.gateway.link.OwnSubnets;
import badezimmer.gateway.link.Reach;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceRegistry;

/** Starts and stops the gateway's part in discovery, and owns the event loop of devices and links. */
@Singleton
public class Discovery {

    /** A time for ages: only differences mean something, and nobody can set it. */
    public static final InstantSource STEADY = () -> Instant.EPOCH.plusNanos(System.nanoTime());

    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 2;
    private static final long SEEK_MILLIS = 1_000;

    private final Vertx vertx;
    private final MulticastTransport transport;
    private final Devices devices;
    private long seeking;

    Discovery(Vertx vertx, CheckedConfig config, DeviceRegistry registry, GatewayMeters meters) {
        this.vertx = vertx;
        LinkSettings link = config.link();
        Connector connector = new Connector(vertx, link.connectTimeout());
        Random random = new Random();
        Function<LinkListener, Link> links = listener -> new DeviceLink(vertx, connector, link, listener, random);
        Reach reach = new Reach(new OwnSubnets(), config.allowed());
        this.devices = new Devices(
                registry,
                links,
                reach,
                config.devices(),
                meters,
                Clock.systemUTC(),
                STEADY,
                then -> context().runOnContext(any -> then.run()));
        this.transport = new MulticastTransport(vertx, config.discovery(), devices::isAlive, devices::on);
    }

    /** The devices; to be used on {@link #context()} only. */
    public Devices devices() {
        return devices;
    }

    /** The event loop that owns discovery, devices and links. */
    public Context context() {
        return transport.context();
    }

    /** Discovery itself, for its counters. */
    public MulticastTransport transport() {
        return transport;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) throws InterruptedException {
        try {
            transport.start().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new ConfigurationException(e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new ConfigurationException("the multicast socket did not open within " + START_SECONDS + " s");
        }
        transport.browse();
        context()
                .runOnContext(any -> seeking = vertx.setPeriodic(SEEK_MILLIS, id -> {
                    devices.followClock();
                    transport.seek(devices.missed());
                }));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        context().runOnContext(any -> {
            vertx.cancelTimer(seeking);
            devices.close();
        });
        try {
            transport.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Log.debugf("The multicast socket did not close: %s", e.getMessage());
        }
    }
}
