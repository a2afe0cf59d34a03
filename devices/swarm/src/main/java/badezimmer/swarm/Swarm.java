package badezimmer.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import badezimmer.device.Device;
import badezimmer.device.DeviceHost;
import badezimmer.device.Resident;
import badezimmer.device.Residents;

/** So many devices, of these kinds by turns, each with a name, a link and a state of its own. */
@Singleton
class Swarm implements Residents {

    /** Together five hundred a second: quicker than anybody plugs them in, and no more than a network takes. */
    private static final int AT_ONCE = 20;

    private static final int PAUSE = 40;

    private final Vertx vertx;
    private final SwarmConfig config;
    private final Kinds kinds;
    private final List<Resident> residents = new ArrayList<>();
    private final Liveliness liveliness;

    Swarm(Vertx vertx, SwarmConfig config, Kinds kinds) {
        this.vertx = vertx;
        this.config = config;
        this.kinds = kinds;
        this.liveliness = new Liveliness(vertx, config);
    }

    @Override
    public Future<Void> moveIn(DeviceHost host) {
        SwarmConfig.check(config);
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < config.devices(); i++) {
            Device device = kinds.create(config.kinds().get(i % config.kinds().size()));
            String kind = device.identity().name();
            residents.add(host.add(device, kind + " " + numbers.merge(kind, 1, Integer::sum)));
        }
        long begun = System.nanoTime();
        Promise<Void> everybody = Promise.promise();
        appear(0, everybody);
        return everybody.future().onSuccess(_ -> {
            Log.infof("%d devices have appeared in %d ms", residents.size(), (System.nanoTime() - begun) / 1_000_000);
            liveliness.begin(residents);
        });
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void moveOut() {
        liveliness.end();
    }

    private void appear(int from, Promise<Void> everybody) {
        int to = Math.min(from + AT_ONCE, residents.size());
        Future.all(residents.subList(from, to).stream().map(Resident::appear).toList())
                .onFailure(everybody::fail)
                .onSuccess(_ -> {
                    if (to == residents.size()) {
                        everybody.complete();
                    } else {
                        vertx.setTimer(PAUSE, _ -> appear(to, everybody));
                    }
                });
    }
}
