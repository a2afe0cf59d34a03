package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;

import badezimmer.gateway.link.LinkException.Cause;
import badezimmer.proto.BadezimmerResponse;

/**
 * Another connection to a device whose own is silent: the device may have moved, or packets were lost and TCP waits ever
 * longer before it sends them again. A connection that is accepted proves nothing, so it has to answer a ping, as this device.
 */
final class SecondOpinion implements Connection.Listener {

    private final int maxMessage;
    private final Identity identity;
    private final Consumer<Connection> found;
    private final Connection.Listener afterwards;
    private final Dialler dialler;
    private List<InetSocketAddress> addresses = List.of();
    private Duration howLong = Duration.ZERO;
    private Connection connection;
    private boolean proven;

    /**
     * @param found takes the connection that has answered
     * @param afterwards is told what happens on it from then on
     */
    SecondOpinion(
            Vertx vertx,
            Connector connector,
            int maxMessage,
            Identity identity,
            Consumer<Connection> found,
            Connection.Listener afterwards) {
        this.maxMessage = maxMessage;
        this.identity = identity;
        this.found = found;
        this.afterwards = afterwards;
        this.dialler = new Dialler(vertx, connector, this::connected, any -> {});
    }

    /** Begins, or goes on elsewhere; silence for so long is left to the caller. */
    void seek(List<InetSocketAddress> addresses, InetSocketAddress usual, Duration howLong) {
        this.addresses = addresses;
        this.howLong = howLong;
        if (connection == null) {
            dialler.search(addresses, usual, howLong);
        }
    }

    void stop() {
        dialler.stop();
        if (connection != null) {
            connection.close(Cause.LOST, "it is no longer needed");
        }
    }

    private void connected(NetSocket socket, InetSocketAddress address) {
        connection = new Connection(socket, address, maxMessage, identity, this);
        connection.send(Request.ping());
    }

    @Override
    public void answered(Request request, BadezimmerResponse response) {
        if (proven) {
            afterwards.answered(request, response);
        } else {
            proven = true;
            found.accept(connection);
        }
    }

    @Override
    public void stranger(Request request, boolean refused, String what) {
        if (proven) {
            afterwards.stranger(request, refused, what);
            return;
        }
        List<InetSocketAddress> others = new ArrayList<>(addresses);
        others.remove(connection.address());
        connection.close(Cause.STRANGER, what);
        connection = null;
        if (!others.isEmpty()) {
            seek(others, null, howLong);
        }
    }

    @Override
    public void garbled(String what) {
        if (proven) {
            afterwards.garbled(what);
        } else {
            stop();
        }
    }

    @Override
    public void lost() {
        if (proven) {
            afterwards.lost();
        }
    }
}
