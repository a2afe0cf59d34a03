package badezimmer.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes a stream's parts: those of one turn of the event loop together. A write is a system call and the client's next
 * wake-up, and most of what a change costs where many watch; a loop that falls behind finds more parts in each turn, and
 * so catches up. Owned by the response's event loop context.
 */
public final class BatchedWrites {

    /** In bytes; more is written at once, so that what waits here hardly counts beside the response's own queue. */
    private static final int FULL = 16 << 10;

    private final HttpServerResponse response;
    private final Context context;
    private Buffer waiting = Buffer.buffer();

    public BatchedWrites(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
    }

    /** Writes a part, at the end of this turn at the latest. */
    public void write(Buffer part) {
        if (waiting.length() == 0) {
            context.runOnContext(any -> flush());
        }
        waiting.appendBuffer(part);
        if (waiting.length() >= FULL) {
            response.write(taken());
        }
    }

    /** What was not written yet, to be sent before anything else. */
    public Buffer taken() {
        Buffer parts = waiting;
        waiting = Buffer.buffer();
        return parts;
    }

    private void flush() {
        if (waiting.length() > 0) {
            response.write(taken());
        }
    }
}
