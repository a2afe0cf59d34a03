package badezimmer.gateway.link;

import io.vertx.core.Vertx;

/** One thing to do later; setting it again forgets the one before. */
final class Alarm {

    private static final long NONE = -1;

    private final Vertx vertx;
    private long timer = NONE;

    Alarm(Vertx vertx) {
        this.vertx = vertx;
    }

    boolean isSet() {
        return timer != NONE;
    }

    void set(long millis, Runnable then) {
        clear();
        timer = vertx.setTimer(Math.max(1, millis), fired -> {
            timer = NONE;
            then.run();
        });
    }

    void clear() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
