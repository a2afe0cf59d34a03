package badezimmer.gateway.link;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/** Tries addresses one after another until one accepts. */
final class Dialler {

    /** Told when an address failed. */
    interface Failure {

        /** {@code more}: another address is tried now. */
        void failed(String reason, boolean more);
    }

    private final NetClient client;
    private final BiConsumer<NetSocket, InetSocketAddress> connected;
    private final Failure failure;
    private int attempt;

    /** Nothing is told of an attempt after the next one began or {@link #stop()}. */
    Dialler(NetClient client, BiConsumer<NetSocket, InetSocketAddress> connected, Failure failure) {
        this.client = client;
        this.connected = connected;
        this.failure = failure;
    }

    /** @param preferred the one of them to be tried first, if it is one */
    void dial(List<InetSocketAddress> addresses, InetSocketAddress preferred) {
        List<InetSocketAddress> order = new ArrayList<>(addresses);
        if (order.remove(preferred)) {
            order.addFirst(preferred);
        }
        dial(++attempt, order, 0);
    }

    void stop() {
        attempt++;
    }

    private void dial(int mine, List<InetSocketAddress> addresses, int index) {
        InetSocketAddress address = addresses.get(index);
        client.connect(address.getPort(), address.getAddress().getHostAddress())
                .onComplete(result -> done(mine, addresses, index, result));
    }

    private void done(int mine, List<InetSocketAddress> addresses, int index, AsyncResult<NetSocket> result) {
        if (mine != attempt) {
            if (result.succeeded()) {
                result.result().close();
            }
            return;
        }
        InetSocketAddress address = addresses.get(index);
        if (result.succeeded()) {
            connected.accept(result.result(), address);
            return;
        }
        boolean more = index + 1 < addresses.size();
        failure.failed(describe(address, result.cause()), more);
        if (more && mine == attempt) {
            dial(mine, addresses, index + 1);
        }
    }

    private static String describe(SocketAddress address, Throwable cause) {
        String where = address.toString().replaceFirst("^[^/]*/", "");
        // Netty's timeout is a ConnectException too.
        return switch (cause) {
            case ConnectTimeoutException _ -> where + " does not answer";
            case ConnectException _ -> where + " refuses connections";
            default -> where + " cannot be reached: " + cause.getMessage();
        };
    }
}
