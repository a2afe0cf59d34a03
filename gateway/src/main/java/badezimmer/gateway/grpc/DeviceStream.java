package badezimmer.gateway.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.vertx.core.Context;

import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Watch;
import badezimmer.proto.DeviceEvent;

/**
 * One client that watches: takes changes from the registry only as fast as the client takes them, and lets go of the
 * registry when the call ends, however it ends. Owned by the call's event loop context.
 */
final class DeviceStream {

    private final ServerCallStreamObserver<DeviceEvent> client;
    private final FilteredEvents events;
    private final Watch watch;
    private boolean closed;

    private DeviceStream(
            ServerCallStreamObserver<DeviceEvent> client,
            DeviceFilter filter,
            DeviceRegistry registry,
            Context context) {
        this.client = client;
        this.events = new FilteredEvents(filter);
        this.watch = registry.watch(() -> context.runOnContext(nothing -> flow()));
    }

    /** Begins to watch; the first events follow as soon as the client is ready for them. */
    static void open(
            ServerCallStreamObserver<DeviceEvent> client,
            DeviceFilter filter,
            DeviceRegistry registry,
            Context context) {
        DeviceStream stream = new DeviceStream(client, filter, registry, context);
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
            events.see(event).ifPresent(client::onNext);
        }
    }

    private void close() {
        closed = true;
        watch.close();
    }
}
