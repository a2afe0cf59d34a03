package badezimmer.swarm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkus.logging.Log;
import io.vertx.core.Vertx;

import badezimmer.device.Resident;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SinkActionRequest;

/** What goes on in a swarm: somebody turns its lamps and sinks, and devices go and come back. Sensors need nobody. */
final class Liveliness {

    private static final Duration ABSENCE = Duration.ofSeconds(10);
    private static final int BRIGHTEST = 100;

    private final Vertx vertx;
    private final SwarmConfig config;
    private volatile boolean over;

    Liveliness(Vertx vertx, SwarmConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    void begin(List<Resident> residents) {
        long interval = config.updateInterval().toMillis();
        for (Resident resident : residents) {
            switch (resident.device().identity().category()) {
                case LIGHT_LAMP -> every(interval, turn -> operate(resident, dim(turn)));
                case SINK -> every(interval, turn -> operate(resident, open(turn % 2 == 0)));
                default -> {}
            }
        }
        if (config.churn() > 0) {
            every(Duration.ofMinutes(1).toMillis() / config.churn(), _ -> goAndComeBack(anyOf(residents)));
        }
    }

    void end() {
        over = true;
    }

    private interface Turn {
        void take(int number);
    }

    private void every(long interval, Turn turn) {
        int[] number = {0};
        long first = 1 + ThreadLocalRandom.current().nextLong(interval);
        vertx.setPeriodic(first, interval, timer -> {
            if (over) {
                vertx.cancelTimer(timer);
            } else {
                turn.take(number[0]++);
            }
        });
    }

    private static void operate(Resident resident, SendActuatorCommandRequest.Builder command) {
        if (resident.isAnnounced()) {
            resident.operate(BadezimmerRequest.newBuilder()
                    .setSendActuatorCommand(command)
                    .build());
        }
    }

    private static SendActuatorCommandRequest.Builder dim(int turn) {
        return SendActuatorCommandRequest.newBuilder()
                .setLightAction(
                        LightLampActionRequest.newBuilder().setTurnOn(true).setBrightness(1 + turn % BRIGHTEST));
    }

    private static SendActuatorCommandRequest.Builder open(boolean open) {
        return SendActuatorCommandRequest.newBuilder()
                .setSinkAction(SinkActionRequest.newBuilder().setTurnOn(open));
    }

    private static Resident anyOf(List<Resident> residents) {
        return residents.get(ThreadLocalRandom.current().nextInt(residents.size()));
    }

    /** One that is away already, or not yet found, is left alone. */
    private void goAndComeBack(Resident resident) {
        if (resident.isAnnounced()) {
            resident.leave()
                    .onComplete(_ -> vertx.setTimer(ABSENCE.toMillis(), _ -> {
                        if (!over) {
                            resident.appear()
                                    .onFailure(e -> Log.warnf("A device could not come back: %s", e.getMessage()));
                        }
                    }));
        }
    }
}
