package badezimmer.gateway.link;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/**
 * Opens connections to devices. Anybody can announce devices that do not exist: where very many that were never reached are
 * tried at once, the others of them get less time, so that few attempts are open. Event loop only.
 */
public final class Connector {

    /** So many devices that were never reached may take the whole timeout at once. */
    private static final int PATIENT = 32;
    /** The others get this part of it. */
    private static final int HURRY = 4;

    private final NetClient patient;
    private final NetClient hurried;
    private int strangers;

    /** @param timeout for one attempt at one address, in a calm network */
    public Connector(Vertx vertx, Duration timeout) {
        patient = client(vertx, timeout);
        hurried = client(vertx, timeout.dividedBy(HURRY));
    }

    private static NetClient client(Vertx vertx, Duration timeout) {
        return vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout(Math.max(1, (int) timeout.toMillis()))
                .setTcpNoDelay(true));
    }

    /** @param reached whether a connection to the device was ever open */
    Future<NetSocket> connect(InetSocketAddress address, boolean reached) {
        if (reached) {
            return connect(patient, address);
        }
        NetClient client = strangers < PATIENT ? patient : hurried;
        strangers++;
        return connect(client, address).onComplete(any -> strangers--);
    }

    private static Future<NetSocket> connect(NetClient client, InetSocketAddress address) {
        return client.connect(address.getPort(), address.getAddress().getHostAddress());
    }
}
