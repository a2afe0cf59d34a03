package badezimmer.gateway.link;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/** Tries addresses one after another until one accepts. */
final class Dialler {

    /** How an attempt goes; nothing is told of an attempt after the next one began or {@link #stop()}. */
    interface Listener {

        void connected(NetSocket socket, InetSocketAddress address);

        /** One address failed. {@code more}: another one is tried now. */
        void failed(String reason, boolean more);
    }

    private final NetClient client;
    private final Listener listener;
    private int attempt;

    Dialler(NetClient client, Listener listener) {
        this.client = client;
        this.listener = listener;
    }

    void dial(List<InetSocketAddress> addresses) {
        dial(++attempt, addresses, 0);
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
            listener.connected(result.result(), address);
            return;
        }
        boolean more = index + 1 < addresses.size();
        listener.failed(describe(address, result.cause()), more);
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
