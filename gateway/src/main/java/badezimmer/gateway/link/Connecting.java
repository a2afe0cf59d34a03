package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;

/**
 * A link's way to its next connection: at once or after a pause, at whichever of the device's addresses accepts. While the
 * device counts as there it is looked for again and again until the grace is over.
 */
final class Connecting {

    private enum Phase {
        /** Not asked for, or done. */
        IDLE,
        PAUSED,
        DIALLING,
        CLOSED
    }

    private final Duration grace;
    private final Standing standing;
    private final Redial redial;
    private final Dialler dialler;
    private final Alarm alarm;
    private final Consumer<String> failed;
    private List<InetSocketAddress> addresses = List.of();
    /** Those of them at which nobody else answered. */
    private List<InetSocketAddress> candidates = List.of();

    private Phase phase = Phase.IDLE;

    /** @param failed is told why, when no address accepted in time */
    Connecting(
            Vertx vertx,
            Connector connector,
            LinkSettings settings,
            Standing standing,
            Redial redial,
            BiConsumer<NetSocket, InetSocketAddress> connected,
            Consumer<String> failed) {
        this.grace = settings.grace();
        this.standing = standing;
        this.redial = redial;
        this.failed = failed;
        this.alarm = new Alarm(vertx);
        this.dialler = new Dialler(
                vertx,
                connector,
                (socket, address) -> {
                    idle();
                    connected.accept(socket, address);
                },
                this::failed);
    }

    /** Where the device may be. */
    List<InetSocketAddress> addresses() {
        return candidates;
    }

    /**
     * Takes the addresses that were announced last; dialling goes on there if they are others. A device that was never
     * reached may be made up: once it could not be, its next attempt is early enough.
     */
    void addresses(List<InetSocketAddress> announced) {
        boolean others = !announced.equals(addresses);
        addresses = List.copyOf(announced);
        candidates = others ? addresses : candidates;
        if (others && phase == Phase.DIALLING && (wasReached() || standing.condition() != Condition.DOWN)) {
            dial();
        }
    }

    /**
     * Somebody else answers there: it is not tried again before others are announced, unless none is left.
     *
     * @return whether there is another to try now
     */
    boolean leave(InetSocketAddress address) {
        List<InetSocketAddress> left =
                candidates.stream().filter(other -> !other.equals(address)).toList();
        candidates = left.isEmpty() ? addresses : left;
        return !left.isEmpty();
    }

    /** Tries again as soon as that may be, if it pauses. */
    void retry() {
        if (phase == Phase.PAUSED) {
            hurry();
        }
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Because somebody asked for it: as soon as that may be, unless it is being done. */
    void hurry() {
        if (phase != Phase.DIALLING) {
            after(redial.whenAsked(wasReached()));
        }
    }

    /** @param millis 0 is at once */
    void after(long millis) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (millis == 0) {
            begin();
        } else {
            phase = Phase.PAUSED;
            alarm.set(millis, this::begin);
        }
    }

    void close() {
        idle();
        dialler.stop();
        phase = Phase.CLOSED;
    }

    private boolean wasReached() {
        return standing.remote() != null;
    }

    private void begin() {
        idle();
        phase = Phase.DIALLING;
        redial.begun();
        if (standing.condition() == Condition.UP) {
            alarm.set(grace.toMillis(), () -> failed("it does not answer"));
        }
        dial();
    }

    private void dial() {
        if (standing.condition() == Condition.UP) {
            dialler.search(candidates, standing.remote(), grace);
        } else {
            dialler.dial(candidates, standing.remote());
        }
    }

    private void failed(String reason) {
        dialler.stop();
        idle();
        failed.accept(reason);
    }

    private void idle() {
        alarm.clear();
        phase = Phase.IDLE;
    }
}
