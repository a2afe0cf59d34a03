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
import io.vertx.core.net.NetSocket;

import badezimmer.gateway.link.LinkException.Cause;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/**
 * One TCP connection to a device, kept open, one request in flight at a time.
 *
 * <p>A connection that is lost is opened again at once, and the device counts as there until that fails. Where one is
 * silent another beside it asks too, and the device counts as there until neither has answered in time. A new connection has
 * to answer a ping first where the device can say who it is, since another may be at its address by now; and where one
 * was accepted but not answered (the kernel accepts for a frozen process).
 */
public final class DeviceLink implements Link {

    private final Vertx vertx;
    private final Connector connector;
    private final LinkSettings settings;
    private final Standing standing;
    private final Identity identity;
    private final Redial redial;
    private final Connecting connecting;
    private final Alarm alarm;
    private final Requests requests;
    /** The connection, or null. */
    private Line line;
    /** Whether commands may be sent on the line; until then a ping is in flight, and nothing else. */
    private boolean open;
    /** Whether that ping was not answered in time. */
    private boolean overdue;

    public DeviceLink(
            Vertx vertx, Connector connector, LinkSettings settings, LinkListener listener, RandomGenerator random) {
        this.vertx = vertx;
        this.connector = connector;
        this.settings = settings;
        this.standing = new Standing(listener);
        this.identity = new Identity(listener.id(), standing);
        this.redial = new Redial(random);
        this.alarm = new Alarm(vertx);
        this.requests = new Requests(
                vertx, settings.maxQueue(), late -> Optional.ofNullable(line).ifPresent(its -> its.late(late)));
        this.connecting = new Connecting(vertx, connector, settings, standing, redial, this::connected, this::failed);
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
    public boolean isProven() {
        return standing.condition() == Condition.UP && identity.isNamed();
    }

    @Override
    public void announced(List<InetSocketAddress> announced) {
        connecting.addresses(announced);
        if (line == null) {
            connecting.hurry();
        } else if (overdue || !announced.contains(line.connection().address())) {
            // Who announces but does not answer may have been started again behind a connection that is dead.
            detach().close(Cause.LOST, "it is announced at another address");
            connecting.hurry();
        } else {
            line.announced(connecting.addresses());
        }
    }

    @Override
    public void retry() {
        connecting.retry();
    }

    @Override
    public void ping() {
        if (open) {
            redial.ask(line::ping, alarm);
        }
    }

    @Override
    public Future<BadezimmerResponse> send(Supplier<BadezimmerRequest> message, Duration timeout) {
        retry();
        if (connecting.isClosed() || standing.condition() == Condition.DOWN) {
            return Future.failedFuture(new LinkException(Cause.UNREACHABLE, "it is offline", false));
        }
        Request request = requests.add(message, timeout);
        sendNext();
        return request.answer();
    }

    @Override
    public void close() {
        connecting.close();
        if (line != null) {
            detach().close(Cause.LOST, "it was removed before it answered");
        }
        requests.fail(Cause.UNREACHABLE, "it was removed");
    }

    private void connected(NetSocket socket, InetSocketAddress address) {
        line = new Line(vertx, connector, settings, identity, socket, address, connecting.addresses(), new Incoming());
        if (redial.isSuspect()) {
            line.connection().send(Request.ping());
            alarm.set(settings.pingTimeout().toMillis(), this::unverified);
        } else if (identity.isToBeAsked(address)) {
            line.ping();
        } else {
            reached();
            standing.is(Condition.UP, "connected");
            sendNext();
        }
    }

    private void failed(String reason) {
        down(reason);
        connecting.after(redial.afterFailure());
    }

    private void reached() {
        standing.opened(line.connection().address());
        open = true;
    }

    private void sendNext() {
        if (!open || line.connection().inFlight() != null) {
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
            connecting.after(0);
        });
    }

    /** Lets go of the line, which is still to be closed: first the condition is told, then the request fails. */
    private Line detach() {
        alarm.clear();
        overdue = false;
        open = false;
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
            open = false;
            alive();
            sendNext();
        }

        @Override
        public void silent() {
            redial.suspect();
            Line silent = detach();
            down("it does not answer");
            silent.close(Cause.SILENT, "it does not answer");
            connecting.after(0);
        }

        @Override
        public void stranger(Request request, boolean refused, String what) {
            Line dropped = detach();
            standing.mistaken(what);
            boolean elsewhere = connecting.leave(dropped.connection().address());
            if (!elsewhere) {
                redial.suspect();
                down(what);
            }
            dropped.close(Cause.STRANGER, what);
            request.fail(new LinkException(Cause.STRANGER, what, !refused));
            connecting.after(elsewhere ? 0 : redial.afterFailure());
        }

        @Override
        public void garbled(String what) {
            Line dropped = detach();
            standing.is(Condition.FAULTY, what);
            dropped.close(Cause.GARBAGE, what);
            requests.fail(Cause.GARBAGE, what);
            connecting.after(redial.afterGarbage(dropped.connection()));
        }

        @Override
        public void lost() {
            Line gone = detach();
            if (redial.isSuspect()) {
                down("it closes connections without an answer");
            }
            gone.close(Cause.LOST, "the connection was lost before it answered");
            connecting.after(redial.afterLoss(gone.connection(), !requests.isEmpty()));
        }

        private void alive() {
            redial.answered();
            overdue = false;
            if (!open) {
                reached();
            }
            standing.answered();
        }
    }
}
