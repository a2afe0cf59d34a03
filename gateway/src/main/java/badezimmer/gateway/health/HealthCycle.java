package badezimmer.gateway.health;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

import badezimmer.gateway.config.CheckedConfig;
import badezimmer.gateway.discovery.Device;
import badezimmer.gateway.discovery.Discovery;
import badezimmer.gateway.link.Link;

/**
 * Checks every device with a TCP connect, whatever its link says, and sweeps the list. What the connect says is not the
 * last word: a device that refuses while its link works is pinged, and one that accepts while its link does not is
 * connected to, which for a device that left us without an answer includes a ping. A frozen process accepts too.
 */
@Singleton
class HealthCycle {

    /** So many devices are checked at the same time. */
    private static final int LANES = 64;

    private final Discovery discovery;
    private final NetClient client;
    private final Vertx vertx;
    private final long interval;
    private long standIn = -1;

    HealthCycle(Discovery discovery, Vertx vertx, CheckedConfig config) {
        this.discovery = discovery;
        this.vertx = vertx;
        this.interval = config.healthInterval().toMillis();
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) config.healthTimeout().toMillis()));
    }

    void begin(@Observes StartupEvent started) {
        discovery.context().runOnContext(any -> standIn());
    }

    @Scheduled(every = "${badezimmer.health.interval:60s}", delayed = "${badezimmer.health.interval:60s}")
    void run() {
        discovery.context().runOnContext(any -> {
            standIn();
            discovery.devices().sweep();
            Deque<Device> due = new ArrayDeque<>(discovery.devices().all());
            for (int lane = 0; lane < LANES; lane++) {
                checkNext(due);
            }
        });
    }

    /** The scheduler goes by the time of day: set back an hour, it is silent for that hour. Then this goes on without it. */
    private void standIn() {
        vertx.cancelTimer(standIn);
        standIn = vertx.setTimer(interval + interval / 2, any -> run());
    }

    private void checkNext(Deque<Device> due) {
        Device device = due.poll();
        if (device == null) {
            return;
        }
        Optional<InetSocketAddress> address = device.targets().stream().findFirst();
        if (device.link().isEmpty() || address.isEmpty()) {
            discovery.context().runOnContext(any -> checkNext(due));
            return;
        }
        client.connect(address.get().getPort(), address.get().getAddress().getHostAddress())
                .onSuccess(NetSocket::close)
                .onComplete(result -> {
                    device.link().ifPresent(link -> judge(link, device.isAlive(), result.succeeded()));
                    checkNext(due);
                });
    }

    private static void judge(Link link, boolean alive, boolean accepts) {
        if (alive && !accepts) {
            link.ping();
        } else if (!alive && accepts) {
            link.retry();
        }
    }
}
