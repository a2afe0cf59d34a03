package badezimmer.device;

import java.util.Map;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

import badezimmer.proto.BadezimmerResponse;

/** The device behind a queue: whoever asks, it is asked one thing at a time, in order, off the event loop. */
class SerialDevice {

    private final Context context;
    private final Device device;
    private final Answers answers;

    /** Has a context of its own: what one device blocks on is none of another's business. */
    SerialDevice(Vertx vertx, Device device, Answers answers) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
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

    /** The answer to bytes that can be no request. */
    BadezimmerResponse toNoRequest(String field, String message) {
        return answers.toNoRequest(field, message);
    }

    /** What the device shows now. */
    Future<Map<String, String>> read() {
        return context.executeBlocking(() -> device.properties().entries(), true);
    }
}
