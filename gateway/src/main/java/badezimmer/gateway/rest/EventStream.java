package badezimmer.gateway.rest;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import badezimmer.gateway.http.BatchedWrites;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.EventId;
import badezimmer.gateway.registry.Watch;

/**
 * One client's server-sent events: each change as {@code data: <base64 of the ConnectedDevice>} with an {@link EventId}.
 * Written as fast as the client reads; what it misses meanwhile is replaced by newer states. Its own event loop
 * only, but for {@link #available()}.
 */
final class EventStream {

    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final DeviceRegistry registry;
    private final HttpServerResponse response;
    private final Context context;
    private final BatchedWrites writes;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private Watch watch;
    /** Whether the client has read nothing since the last heartbeat; after another one its stream ends. */
    private boolean stuck;

    EventStream(HttpServerResponse response, Context context, DeviceRegistry registry) {
        this.registry = registry;
        this.response = response;
        this.context = context;
        this.writes = new BatchedWrites(response, context);
    }

    /** Says that there may be something to send. Any thread. */
    void available() {
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(any -> {
                scheduled.set(false);
                send();
            });
        }
    }

    /** @param onClose runs when the client has gone */
    void start(Vertx vertx, Watch changes, Runnable onClose) {
        watch = changes;
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, any -> {
            if (!response.writeQueueFull()) {
                writes.write(Buffer.buffer(": still here\n\n"));
            } else if (stuck) {
                response.reset();
            } else {
                stuck = true;
            }
        });
        response.endHandler(any -> {});
        response.exceptionHandler(any -> {});
        response.closeHandler(any -> {
            vertx.cancelTimer(heartbeat);
            watch.close();
            onClose.run();
        });
        response.drainHandler(any -> {
            stuck = false;
            send();
        });
        response.putHeader("content-type", "text/event-stream;charset=utf-8")
                .putHeader("cache-control", "no-cache")
                .putHeader("x-accel-buffering", "no")
                .setChunked(true)
                .write("retry: 1000\n\n");
        if (changes.startsAnew()) {
            // A name of its own: a client that does not know it hears nothing, as before.
            writes.write(Buffer.buffer("event: reset\ndata: every device follows\n\n"));
        }
        send();
    }

    private void send() {
        while (!response.closed() && !response.writeQueueFull()) {
            DeviceEntry entry = watch.nextEntry();
            if (entry == null) {
                return;
            }
            String state = BASE64.encodeToString(entry.serialized().toByteArray());
            writes.write(Buffer.buffer("id: " + registry.idOf(entry) + "\ndata: " + state + "\n\n"));
        }
    }
}
