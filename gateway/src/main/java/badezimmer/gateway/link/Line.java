package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;

import badezimmer.gateway.link.LinkException.Cause;
import badezimmer.proto.BadezimmerResponse;

/**
 * A connection to a device and, while that is silent, a second one beside it: whichever answers first is the connection from
 * then on.
 */
final class Line implements Connection.Listener {

    /** What happens on a line; nothing after {@link #close}. */
    interface Listener extends Connection.Listener {

        /** The device answered on another connection, to this address. */
        void found(InetSocketAddress address);

        /** It answered on none in time. */
        void silent();
    }

    /** After this part of the ping timeout a silent device is asked by a second connection. */
    private static final int PATIENCE = 6;

    private final Vertx vertx;
    private final Connector connector;
    private final LinkSettings settings;
    private final Identity identity;
    private final Listener listener;
    /** Set while an answer is waited for that should have come, or should come soon. */
    private final Alarm alarm;

    private List<InetSocketAddress> addresses;
    private Connection connection;
    private SecondOpinion second;

    /** @param addresses where the device may be, {@code address} among them */
    Line(
            Vertx vertx,
            Connector connector,
            LinkSettings settings,
            Identity identity,
            NetSocket socket,
            InetSocketAddress address,
            List<InetSocketAddress> addresses,
            Listener listener) {
        this.vertx = vertx;
        this.connector = connector;
        this.settings = settings;
        this.identity = identity;
        this.listener = listener;
        this.addresses = addresses;
        this.alarm = new Alarm(vertx);
        this.connection = new Connection(socket, address, settings.maxMessage(), identity, this);
    }

    Connection connection() {
        return connection;
    }

    void announced(List<InetSocketAddress> announced) {
        boolean news = !announced.equals(addresses);
        addresses = announced;
        if (news && second != null) {
            second.seek(addresses, connection.address(), settings.grace());
        }
    }

    /** Asks the device whether it is there, unless something is being asked: then that should be answered soon. */
    void ping() {
        if (connection.inFlight() == null) {
            connection.send(Request.ping());
        }
        if (!alarm.isSet()) {
            Duration patience = settings.pingTimeout().dividedBy(PATIENCE);
            Duration left = settings.pingTimeout().minus(patience).plus(settings.grace());
            alarm.set(patience.toMillis(), () -> doubt(left));
        }
    }

    /** The time of this request ran out. */
    void late(Request request) {
        if (connection.inFlight() == request) {
            doubt(settings.grace());
        }
    }

    /** A request in flight fails for this reason. */
    void close(Cause cause, String reason) {
        trust();
        connection.close(cause, reason);
    }

    private void doubt(Duration left) {
        if (second == null) {
            alarm.set(left.toMillis(), listener::silent);
            second = new SecondOpinion(vertx, connector, settings.maxMessage(), identity, this::found, this);
            second.seek(addresses, connection.address(), left);
        }
    }

    private void found(Connection proven) {
        if (connection.isWorking() && proven.address().equals(connection.address())) {
            // It lives, and is slow with a command.
            trust();
            listener.found(proven.address());
            return;
        }
        Connection silent = connection;
        connection = proven;
        second = null;
        alarm.clear();
        silent.close(Cause.LOST, "it has answered on another connection since");
        listener.found(proven.address());
    }

    private void trust() {
        alarm.clear();
        if (second != null) {
            second.stop();
            second = null;
        }
    }

    @Override
    public void answered(Request request, BadezimmerResponse response) {
        trust();
        listener.answered(request, response);
    }

    @Override
    public void stranger(Request request, boolean refused, String what) {
        listener.stranger(request, refused, what);
    }

    @Override
    public void garbled(String what) {
        listener.garbled(what);
    }

    @Override
    public void lost() {
        listener.lost();
    }
}
