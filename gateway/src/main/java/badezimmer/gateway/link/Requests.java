package badezimmer.gateway.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.vertx.core.Vertx;

import badezimmer.gateway.config.Durations;
import badezimmer.gateway.link.LinkException.Cause;
import badezimmer.proto.BadezimmerRequest;

/** The requests that wait for one link, in the order in which they came, each with its own deadline. */
final class Requests {

    private final Vertx vertx;
    private final int max;
    private final Consumer<Request> late;
    private final Deque<Request> waiting = new ArrayDeque<>(2);

    /** @param late is told of one whose time ran out when it no longer waited here */
    Requests(Vertx vertx, int max, Consumer<Request> late) {
        this.vertx = vertx;
        this.max = max;
        this.late = late;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Request add(Supplier<BadezimmerRequest> message, Duration timeout) {
        Request request = Request.of(message);
        if (waiting.size() >= max) {
            request.fail(new LinkException(Cause.BUSY, waiting.size() + " commands already wait for it", false));
            return request;
        }
        long deadline = vertx.setTimer(timeout.toMillis(), fired -> expire(request, timeout));
        request.answer().onComplete(any -> vertx.cancelTimer(deadline));
        waiting.add(request);
        return request;
    }

    /** The next one to send, or null. */
    Request poll() {
        return waiting.poll();
    }

    void fail(Cause cause, String reason) {
        List<Request> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(request -> request.fail(new LinkException(cause, reason, false)));
    }

    private void expire(Request request, Duration timeout) {
        if (waiting.remove(request)) {
            String reason = "its turn did not come within " + Durations.text(timeout);
            request.fail(new LinkException(Cause.EXPIRED, reason, false));
        } else {
            request.fail(new LinkException(Cause.SILENT, "no answer within " + Durations.text(timeout), true));
            late.accept(request);
        }
    }
}
