package badezimmer.gateway.grpc;

import java.time.Instant;

import com.google.protobuf.Timestamp;
import io.grpc.stub.ServerCallStreamObserver;
import io.vertx.core.Context;

import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Watch;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.WatchDevicesRequest;

/**
 * One client that watches: takes changes from the registry only as fast as the client takes them, and lets go of the
 * registry when the call ends, however it ends. Owned by the call's event loop context.
 */
final class DeviceStream {

    private static final long SHORTEST_HEARTBEAT_MILLIS = 1_000;

    private final ServerCallStreamObserver<DeviceEvent> client;
    private final FilteredEvents events;
    private final Context context;
    private final Runnable onClose;
    private final Watch watch;
    private long heartbeat;
    private long sequence;
    private boolean closed;

    private DeviceStream(
            ServerCallStreamObserver<DeviceEvent> client,
            DeviceFilter filter,
            DeviceRegistry registry,
            Context context,
            Runnable onClose) {
        this.client = client;
        this.onClose = onClose;
        this.events = new FilteredEvents(filter);
        this.context = context;
        this.watch = registry.watch(() -> context.runOnContext(nothing -> flow()));
    }

    /**
     * Begins to watch; the first events follow as soon as the client is ready for them.
     *
     * @param onClose runs when the call has ended, perhaps more than once
     */
    static void open(
            ServerCallStreamObserver<DeviceEvent> client,
            WatchDevicesRequest request,
            DeviceRegistry registry,
            Context context,
            Runnable onClose) {
        DeviceStream stream = new DeviceStream(client, DeviceFilter.of(request), registry, context, onClose);
        stream.keepAlive(Integer.toUnsignedLong(request.getHeartbeatMs()));
        client.setOnReadyHandler(stream::flow);
        client.setOnCancelHandler(stream::close);
        client.setOnCloseHandler(stream::close);
    }

    private void flow() {
        while (!closed && client.isReady()) {
            DeviceEvent event = watch.next();
            if (event == null) {
                return;
            }
            events.see(event).ifPresent(this::send);
        }
    }

    private void send(DeviceEvent event) {
        client.onNext(event);
        sequence = event.getSequence();
    }

    /** @param millis between events without content, which say that the gateway is there; 0: none */
    private void keepAlive(long millis) {
        if (millis > 0) {
            heartbeat = context.owner().setPeriodic(Math.max(millis, SHORTEST_HEARTBEAT_MILLIS), any -> beat());
        }
    }

    private void beat() {
        if (!closed && client.isReady()) {
            Instant now = Instant.now();
            send(DeviceEvent.newBuilder()
                    .setSequence(sequence)
                    .setAt(Timestamp.newBuilder()
                            .setSeconds(now.getEpochSecond())
                            .setNanos(now.getNano()))
                    .build());
        }
    }

    private void close() {
        closed = true;
        context.owner().cancelTimer(heartbeat);
        watch.close();
        onClose.run();
    }
}
