package badezimmer.device;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Asks the device what it shows: regularly, and whenever somebody has reason to. At most one reading waits its turn. */
class Readings {

    private static final long NO_TIMER = -1;

    /** Between two readings, in milliseconds: each command is a reason for one, and commands may come by the thousand. */
    private static final long SPACING = 10;

    private final Vertx vertx;
    private final DeviceConfig config;
    private final SerialDevice device;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile Consumer<Map<String, String>> taker = _ -> {};
    private volatile long timer = NO_TIMER;
    private volatile long readAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(SPACING);

    Readings(Vertx vertx, DeviceConfig config, SerialDevice device) {
        this.vertx = vertx;
        this.config = config;
        this.device = device;
    }

    /** The first reading; fails if the driver does. */
    Future<Map<String, String>> first() {
        return device.read();
    }

    /** From now on each reading goes to the taker. */
    void start(Consumer<Map<String, String>> taker) {
        this.taker = taker;
        long interval = config.readInterval().toMillis();
        timer = vertx.setPeriodic(1 + ThreadLocalRandom.current().nextLong(interval), interval, _ -> refresh());
    }

    void stop() {
        vertx.cancelTimer(timer);
        taker = _ -> {};
    }

    /** Reads soon. A reading that waits already will show whatever was done before this call. */
    void refresh() {
        if (waiting.compareAndSet(false, true)) {
            long pause = SPACING - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readAt);
            if (pause > 0) {
                vertx.setTimer(pause, _ -> read());
            } else {
                read();
            }
        }
    }

    private void read() {
        readAt = System.nanoTime();
        device.read()
                .onComplete(_ -> waiting.set(false))
                .onSuccess(properties -> {
                    if (failing.compareAndSet(true, false)) {
                        Log.info("The driver can be read again");
                    }
                    taker.accept(properties);
                })
                .onFailure(e -> {
                    if (failing.compareAndSet(false, true)) {
                        Log.warnf("The driver cannot be read, what is shown may be old: %s", e);
                    }
                });
    }
}
