package badezimmer.device;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

import badezimmer.proto.BadezimmerResponse;
import badezimmer.wire.FrameDecoder;
import badezimmer.wire.FrameException;
import badezimmer.wire.Frames;

/**
 * One connection to the device: requests in, answers out in the same order, each in one write. Nothing more is read while
 * an answer is owed or not taken, so a stranger can fill no queue. Lives on the link's event loop.
 */
final class LinkConnection {

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final NetSocket socket;
    private final Duration frameTimeout;
    private final LinkServer server;
    private final LinkMetrics metrics;
    private final FrameDecoder decoder = new FrameDecoder(Frames.MAX_LENGTH, this::request);
    private final String from;
    private final String address;
    private final Queue<Future<BadezimmerResponse>> owed = new ArrayDeque<>();

    private BadezimmerResponse lastWord;
    private long frameTimer = NO_TIMER;
    private long heardAt = System.nanoTime();
    private boolean spoken;

    LinkConnection(Vertx vertx, NetSocket socket, Duration frameTimeout, LinkServer server, LinkMetrics metrics) {
        this.vertx = vertx;
        this.socket = socket;
        this.frameTimeout = frameTimeout;
        this.server = server;
        this.metrics = metrics;
        this.from = socket.remoteAddress().toString();
        this.address = socket.remoteAddress().hostAddress();
        socket.handler(this::receive);
        socket.exceptionHandler(e -> Log.debugf("Connection from %s broke: %s", from, e.getMessage()));
        socket.closeHandler(_ -> {
            stopFrameTimer();
            server.closed(this);
        });
    }

    /** For how long nothing was received. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    /** Whether anything was ever received: a health check sends nothing. */
    boolean hasSpoken() {
        return spoken;
    }

    /** The peer's address, without its port. */
    String address() {
        return address;
    }

    boolean isFrom(String other) {
        return address.equals(other);
    }

    void close() {
        socket.close();
    }

    private void receive(Buffer bytes) {
        heardAt = System.nanoTime();
        if (!spoken) {
            spoken = true;
            server.spoke(this);
        }
        try {
            decoder.feed(ByteBuffer.wrap(bytes.getBytes()));
        } catch (FrameException e) {
            metrics.dropped(LinkMetrics.Dropped.OVERSIZED);
            Log.debugf("Bytes from %s are no frame: %s", from, e.getMessage());
            lastWord = server.device().toNoRequest("frame", e.getMessage());
            socket.handler(_ -> {});
        }
        proceed();
    }

    private void request(byte[] frame) {
        stopFrameTimer();
        Future<BadezimmerResponse> answer = server.device().answer(frame, from);
        owed.add(answer);
        answer.onComplete(_ -> settle());
    }

    /** Writes what is next in turn: an answer that is there at once may overtake one that is on its way to this event loop. */
    private void settle() {
        while (!owed.isEmpty() && owed.peek().isComplete()) {
            Future<BadezimmerResponse> answer = owed.remove();
            if (answer.succeeded()) {
                socket.write(Buffer.buffer(Frames.encode(answer.result())));
            } else {
                Log.error("The device did not answer", answer.cause());
                close();
            }
            server.answered();
        }
        proceed();
    }

    /** Reads on, waits or ends: the one place that decides it. */
    private void proceed() {
        if (!owed.isEmpty()) {
            socket.pause();
        } else if (lastWord != null) {
            stopFrameTimer();
            socket.end(Buffer.buffer(Frames.encode(lastWord)));
        } else if (socket.writeQueueFull()) {
            socket.pause();
            socket.drainHandler(_ -> proceed());
        } else {
            socket.resume();
            watchFrame();
        }
    }

    private void watchFrame() {
        if (!decoder.isMidFrame()) {
            stopFrameTimer();
        } else if (frameTimer == NO_TIMER) {
            frameTimer = vertx.setTimer(frameTimeout.toMillis(), _ -> {
                metrics.dropped(LinkMetrics.Dropped.UNFINISHED);
                Log.debugf("A frame from %s was not finished within %s", from, frameTimeout);
                close();
            });
        }
    }

    private void stopFrameTimer() {
        if (frameTimer != NO_TIMER) {
            vertx.cancelTimer(frameTimer);
            frameTimer = NO_TIMER;
        }
    }
}
