package badezimmer.gateway.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * How many streams of changes are open, in all and for one address: each holds memory for as long as its client likes, and
 * while the client does not read, more of it. Any thread.
 */
@Singleton
public class StreamLimits {

    /** A proxy in front of everybody is one address. */
    static final int EACH = 128;

    static final int ALL = 512;

    /** What is said at the limit. */
    public static final String REFUSAL =
            "at most " + EACH + " streams are open for one address and " + ALL + " in all: try again later";

    private static final String PEER = StreamLimits.class.getName();

    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /** Remembers who asks, for what a request's context does later. */
    static void remember(Context context, String address) {
        context.putLocal(PEER, address);
    }

    /** Takes a place for a stream of whoever made the current request; empty if there is none. What is given leaves it. */
    public Optional<Runnable> take() {
        Context context = Vertx.currentContext();
        String address = context == null ? null : context.getLocal(PEER);
        return take(address == null ? "" : address);
    }

    synchronized Optional<Runnable> take(String address) {
        int own = open.getOrDefault(address, 0);
        if (own >= EACH || all >= ALL) {
            return Optional.empty();
        }
        open.put(address, own + 1);
        all++;
        AtomicBoolean left = new AtomicBoolean();
        return Optional.of(() -> {
            if (left.compareAndSet(false, true)) {
                leave(address);
            }
        });
    }

    private synchronized void leave(String address) {
        all--;
        open.computeIfPresent(address, (same, own) -> own == 1 ? null : own - 1);
    }
}
