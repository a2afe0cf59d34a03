package badezimmer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import badezimmer.proto.DeviceEvent;

/**
 * Watches of the devices over gRPC-Web, each on a connection of its own. How late an event is, is counted from when its
 * announcement was sent, as that says in a property: both clocks are one.
 */
final class Watchers implements AutoCloseable {

    /** The property that holds the moment of sending, in nanoseconds of this process's clock. */
    static final String SENT = "sent";

    private static final int PREFIX = 5;
    private static final int TRAILERS = 0x80;
    private static final long OPEN_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final Histogram delays = new ConcurrentHistogram(3);
    private volatile boolean recording;

    Watchers(int count, InetSocketAddress gateway) throws IOException, InterruptedException {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(gateway.getHostString())
                .setDefaultPort(gateway.getPort())
                .setMaxPoolSize(count));
        CountDownLatch open = new CountDownLatch(count);
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(any -> {
            for (int i = 0; i < count; i++) {
                client.request(HttpMethod.POST, Bathroom.SERVICE + "WatchDevices")
                        .onSuccess(request -> watch(request, open));
            }
        });
        if (!open.await(OPEN_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(open.getCount() + " of " + count + " watches did not open");
        }
    }

    /** Forgets what was recorded, and records from now on. */
    void record() {
        delays.reset();
        recording = true;
    }

    /** Of every event at every watcher, in nanoseconds. */
    Histogram delays() {
        return delays;
    }

    private void watch(HttpClientRequest request, CountDownLatch open) {
        request.response().onSuccess(response -> response.handler(new Frames(open)::take));
        request.putHeader("content-type", Bathroom.GRPC_WEB).end(Buffer.buffer(new byte[PREFIX]));
    }

    private void event(Buffer message, CountDownLatch open) {
        try {
            DeviceEvent event = DeviceEvent.parseFrom(message.getBytes());
            if (event.hasSnapshotComplete()) {
                open.countDown();
            } else if (recording) {
                String sent = event.getChanged().getPropertiesOrDefault(SENT, "");
                if (!sent.isEmpty()) {
                    delays.recordValue(Math.max(0, System.nanoTime() - Long.parseLong(sent)));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an event is no DeviceEvent", e);
        }
    }

    /** Cuts one watch's bytes into messages. */
    private final class Frames {

        private final CountDownLatch open;
        private Buffer rest = Buffer.buffer();

        Frames(CountDownLatch open) {
            this.open = open;
        }

        void take(Buffer bytes) {
            Buffer all = rest.length() == 0 ? bytes : rest.appendBuffer(bytes);
            int at = 0;
            while (all.length() - at >= PREFIX && all.length() - at - PREFIX >= all.getInt(at + 1)) {
                int end = at + PREFIX + all.getInt(at + 1);
                if ((all.getByte(at) & TRAILERS) == 0) {
                    event(all.slice(at + PREFIX, end), open);
                }
                at = end;
            }
            rest = at == all.length() ? Buffer.buffer() : all.getBuffer(at, all.length());
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
