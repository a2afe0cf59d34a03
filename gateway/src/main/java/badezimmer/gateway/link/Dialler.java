package badezimmer.gateway.link;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;

/** Tries addresses until one accepts, without waiting long for one before it tries the next (RFC 8305 section 5). */
final class Dialler {

    /** So long an attempt has for itself before the next one begins beside it. */
    private static final long HEAD_START = 250;

    private final Connector connector;
    private final BiConsumer<NetSocket, InetSocketAddress> connected;
    private final Consumer<String> failed;
    private final Alarm pace;
    private final Queue<InetSocketAddress> due = new ArrayDeque<>(2);
    private int call;
    private int underWay;
    private boolean reached;

    /**
     * Nothing is told of a call after the next one began or {@link #stop()}.
     *
     * @param failed is told why, when nothing is left to try
     */
    Dialler(
            Vertx vertx,
            Connector connector,
            BiConsumer<NetSocket, InetSocketAddress> connected,
            Consumer<String> failed) {
        this.connector = connector;
        this.connected = connected;
        this.failed = failed;
        this.pace = new Alarm(vertx);
    }

    /** @param usual where the device was reached last, to be tried first if it is one of them; null if it never was */
    void dial(List<InetSocketAddress> addresses, InetSocketAddress usual) {
        begin(usualFirst(addresses, usual), usual != null);
    }

    /**
     * Tries them again and again for so long, because packets may be lost. At another address somebody else may answer, so
     * the usual one has a second chance before any other has its first.
     */
    void search(List<InetSocketAddress> addresses, InetSocketAddress usual, Duration howLong) {
        List<InetSocketAddress> round = usualFirst(addresses, usual);
        List<InetSocketAddress> rounds = new ArrayList<>(round.subList(0, 1));
        while (rounds.size() < howLong.toMillis() / HEAD_START) {
            rounds.addAll(round);
        }
        begin(rounds, true);
    }

    void stop() {
        call++;
        pace.clear();
    }

    private void begin(Collection<InetSocketAddress> order, boolean wasReached) {
        stop();
        reached = wasReached;
        due.clear();
        due.addAll(order);
        underWay = 0;
        tryNext();
    }

    private void tryNext() {
        InetSocketAddress address = due.poll();
        if (address == null) {
            return;
        }
        int mine = call;
        underWay++;
        pace.set(HEAD_START, this::tryNext);
        connector.connect(address, reached).onComplete(result -> done(mine, address, result));
    }

    private void done(int mine, InetSocketAddress address, AsyncResult<NetSocket> result) {
        if (mine != call) {
            if (result.succeeded()) {
                result.result().close();
            }
            return;
        }
        if (result.succeeded()) {
            stop();
            connected.accept(result.result(), address);
            return;
        }
        underWay--;
        if (!(result.cause() instanceof ConnectTimeoutException)) {
            // Who refuses was asked and has answered.
            due.removeIf(address::equals);
        }
        if (due.isEmpty() && underWay == 0) {
            stop();
            failed.accept(describe(address, result.cause()));
        } else if (underWay == 0) {
            tryNext();
        }
    }

    private static List<InetSocketAddress> usualFirst(List<InetSocketAddress> addresses, InetSocketAddress usual) {
        List<InetSocketAddress> order = new ArrayList<>(addresses);
        if (order.remove(usual)) {
            order.addFirst(usual);
        }
        return order;
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
