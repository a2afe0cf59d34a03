package badezimmer.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

import badezimmer.discovery.DiscoveryEvent;
import badezimmer.discovery.DiscoverySettings;
import badezimmer.discovery.MulticastTransport;
import badezimmer.discovery.Service;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.TransportProtocol;

/** Our discovery, as devices and gateway use it. */
final class Ours implements Discoverer {

    private static final String TYPE = "_lightlamp._tcp.local.";

    private final Vertx vertx = Vertx.vertx();
    private final Found found = new Found();
    private final MulticastTransport device;
    private final int port;

    Ours(int port) throws Exception {
        this.port = port;
        DiscoverySettings.Limits limits =
                new DiscoverySettings.Limits(64, 32, 4_096, 100_000, 100_000, 20, 8_192, 8_192);
        DiscoverySettings settings = new DiscoverySettings(
                DiscoverySettings.DEFAULT_GROUP, port, List.of("lo"), Duration.ofMillis(100), limits);
        device = new MulticastTransport(vertx, settings, any -> false, any -> {});
        MulticastTransport finder = new MulticastTransport(vertx, settings, any -> false, event -> {
            if (event instanceof DiscoveryEvent.Announced announced) {
                found.add(announced.service().instance());
            }
        });
        for (MulticastTransport transport : List.of(device, finder)) {
            transport.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        finder.browse();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void register(String name) {
        Service lamp = new Service(
                name,
                TYPE,
                List.of(),
                40_000,
                TransportProtocol.TCP_PROTOCOL,
                DeviceKind.ACTUATOR_KIND,
                DeviceCategory.LIGHT_LAMP,
                2,
                Map.of("is_on", "true", "brightness", "70", "color", "0xFFFFFF"),
                Duration.ofSeconds(60));
        device.register(lamp, any -> {});
    }

    @Override
    public boolean awaitFound(String name) throws InterruptedException {
        return found.await(name);
    }

    @Override
    public void close() {
        device.close().onComplete(any -> vertx.close());
    }
}
