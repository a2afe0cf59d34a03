package badezimmer.device;

import java.util.Map;

import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import badezimmer.proto.BadezimmerResponse;

/** The device behind a queue: whoever asks, it is asked one thing at a time, in order, off the event loop. */
@Singleton
class SerialDevice {

    private final Context context;
    private final Device device;
    private final Answers answers;

    SerialDevice(Vertx vertx, Device device, Answers answers) {
        this.context = vertx.getOrCreateContext();
        this.device = device;
        this.answers = answers;
    }

    /** Reports on this context, an event loop's. */
    Context context() {
        return context;
    }

    /** The answer to one frame. */
    Future<BadezimmerResponse> answer(byte[] frame, String from) {
        return context.executeBlocking(() -> answers.to(frame, from), true);
    }

    /** What the device shows now. */
    Future<Map<String, String>> read() {
        return context.executeBlocking(() -> device.properties().entries(), true);
    }
}
