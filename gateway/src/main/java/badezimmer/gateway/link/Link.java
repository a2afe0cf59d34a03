package badezimmer.gateway.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.vertx.core.Future;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/** The way to one device. Event loop only. */
public interface Link {

    /** What is known of the device. */
    Condition condition();

    /** The address that the link is, or was last, connected to. */
    Optional<InetAddress> remote();

    /** Whether the device is connected and says in its answers who it is, so that nobody else can be taken for it. */
    boolean isProven();

    /**
     * The device was announced, at these addresses, the best first: connects, or connects elsewhere, or, if the last
     * attempt failed, tries again now.
     */
    void announced(List<InetSocketAddress> addresses);

    /** Tries again now if the last attempt failed. */
    void retry();

    /** Asks the device at once whether it is there, if nothing else is being asked. */
    void ping();

    /**
     * Sends a request, never twice, and gives the answer; requests are sent one after another, in order.
     *
     * @param request made when its turn has come
     * @param timeout for waiting, sending and answer together
     * @return fails with a {@link LinkException}
     */
    Future<BadezimmerResponse> send(Supplier<BadezimmerRequest> request, Duration timeout);

    /** Closes the connection for good. */
    void close();
}
