package badezimmer.gateway.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

import badezimmer.gateway.link.LinkException.Cause;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/**
 * One TCP connection to a device, kept open, one request in flight at a time.
 *
 * <p>A connection that is lost is opened again at once, and the device counts as there until that fails. Where one is
 * silent the device is asked by another beside it, and counts as there until neither has answered in time. Once a device
 * left a request unanswered, or closed a connection without ever having answered, an accepted connection proves nothing any
 * more (the kernel accepts for a frozen process): from then on it has to answer a ping first.
 */
public final class DeviceLink implements Link {

    private final Vertx vertx;
    private final NetClient client;
    private final LinkSettings settings;
    private final Standing standing;
    private final Dialler dialler;
    private final Redial redial;
    private final Alarm alarm;
    private final Requests requests;
    private List<InetSocketAddress> addresses = List.of();
    private Phase phase = Phase.IDLE;
    private Line line;
    private boolean overdue;

    /** @param client with the connect timeout of the settings */
    public DeviceLink(
            Vertx vertx, NetClient client, LinkSettings settings, LinkListener listener, RandomGenerator random) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.standing = new Standing(listener);
        this.redial = new Redial(random);
        this.alarm = new Alarm(vertx);
        this.requests = new Requests(
                vertx, settings.maxQueue(), late -> Optional.ofNullable(line).ifPresent(open -> open.late(late)));
        this.dialler = new Dialler(vertx, client, this::connected, this::failed);
    }

    @Override
    public Condition condition() {
        return standing.condition();
    }

    @Override
    public Optional<InetAddress> remote() {
        return Optional.ofNullable(standing.remote()).map(InetSocketAddress::getAddress);
    }

    @Override
    public void announced(List<InetSocketAddress> announced) {
        boolean news = !announced.equals(addresses);
        addresses = List.copyOf(announced);
        switch (phase) {
            case IDLE -> connect();
            case PAUSED -> retry();
            case OPEN, VERIFYING -> {
                // Who announces but does not answer may have been started again behind a connection that is dead.
                if (overdue || !addresses.contains(line.connection().address())) {
                    detach().close(Cause.LOST, "it is announced at another address");
                    connectIn(redial.whenAsked());
                } else {
                    line.announced(addresses);
                }
            }
            case CONNECTING -> {
                if (news) {
                    dial();
                }
            }
            case CLOSED -> {}
        }
    }

    @Override
    public void retry() {
        if (phase == Phase.PAUSED) {
            connectIn(redial.whenAsked());
        }
    }

    @Override
    public void ping() {
        if (phase == Phase.OPEN && !redial.hasJustAnswered()) {
            line.ping();
        }
    }

    @Override
    public Future<BadezimmerResponse> send(Supplier<BadezimmerRequest> message, Duration timeout) {
        retry();
        if (phase == Phase.CLOSED || standing.condition() == Condition.DOWN) {
            return Future.failedFuture(new LinkException(Cause.UNREACHABLE, "it is offline", false));
        }
        Request request = requests.add(message, timeout);
        sendNext();
        return request.answer();
    }

    @Override
    public void close() {
        if (line != null) {
            detach().close(Cause.LOST, "it was removed before it answered");
        }
        phase = Phase.CLOSED;
        dialler.stop();
        alarm.clear();
        requests.fail(Cause.UNREACHABLE, "it was removed");
    }

    private void connect() {
        if (phase == Phase.CLOSED) {
            return;
        }
        alarm.clear();
        phase = Phase.CONNECTING;
        redial.begun();
        if (standing.condition() == Condition.UP) {
            alarm.set(settings.grace().toMillis(), () -> failed("it does not answer"));
        }
        dial();
    }

    private void dial() {
        if (standing.condition() == Condition.UP) {
            dialler.search(addresses, standing.remote(), settings.grace());
        } else {
            dialler.dial(addresses, standing.remote());
        }
    }

    private void connectIn(long millis) {
        if (millis == 0) {
            connect();
        } else if (phase != Phase.CLOSED) {
            phase = Phase.PAUSED;
            alarm.set(millis, this::connect);
        }
    }

    private void connected(NetSocket socket, InetSocketAddress address) {
        alarm.clear();
        line = new Line(vertx, client, settings, socket, address, addresses, new Incoming());
        standing.opened(address);
        if (redial.isSuspect()) {
            phase = Phase.VERIFYING;
            line.connection().send(Request.ping());
            alarm.set(settings.pingTimeout().toMillis(), this::unverified);
        } else {
            phase = Phase.OPEN;
            standing.is(Condition.UP, "connected");
            sendNext();
        }
    }

    private void failed(String reason) {
        dialler.stop();
        down(reason);
        connectIn(redial.afterFailure());
    }

    private void sendNext() {
        if (phase != Phase.OPEN || line.connection().inFlight() != null) {
            return;
        }
        Request next = requests.poll();
        if (next == null) {
            alarm.set(settings.pingInterval().toMillis(), line::ping);
        } else {
            alarm.clear();
            line.connection().send(next);
            sendNext();
        }
    }

    /** Stays connected for one more pause: a frozen device that goes on answers at that moment. */
    private void unverified() {
        overdue = true;
        down("it accepts connections but does not answer");
        alarm.set(redial.afterFailure() - settings.pingTimeout().toMillis(), () -> {
            detach().close(Cause.SILENT, "no answer");
            connect();
        });
    }

    /** Lets go of the line, which is still to be closed: first the condition is told, then the request fails. */
    private Line detach() {
        alarm.clear();
        overdue = false;
        phase = Phase.IDLE;
        Line detached = line;
        line = null;
        return detached;
    }

    private void down(String reason) {
        standing.is(Condition.DOWN, reason);
        requests.fail(Cause.UNREACHABLE, reason);
    }

    private final class Incoming implements Line.Listener {

        @Override
        public void answered(Request request, BadezimmerResponse response) {
            alive();
            request.complete(response);
            sendNext();
        }

        @Override
        public void found(InetSocketAddress address) {
            standing.opened(address);
            alive();
            sendNext();
        }

        @Override
        public void silent() {
            redial.suspect();
            Line silent = detach();
            down("it does not answer");
            silent.close(Cause.SILENT, "it does not answer");
            connect();
        }

        @Override
        public void garbled(String what) {
            Line dropped = detach();
            standing.is(Condition.FAULTY, what);
            dropped.close(Cause.GARBAGE, what);
            requests.fail(Cause.GARBAGE, what);
            connectIn(redial.afterGarbage(dropped.connection()));
        }

        @Override
        public void lost() {
            Line gone = detach();
            if (redial.isSuspect()) {
                down("it closes connections without an answer");
            }
            gone.close(Cause.LOST, "the connection was lost before it answered");
            connectIn(redial.afterLoss(gone.connection(), !requests.isEmpty()));
        }

        private void alive() {
            redial.answered();
            overdue = false;
            phase = Phase.OPEN;
            standing.answered();
        }
    }
}
