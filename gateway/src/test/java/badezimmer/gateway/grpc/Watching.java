package badezimmer.gateway.grpc;

import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.WatchDevicesRequest;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.grpc.TestDevices.lamp;
import static badezimmer.gateway.grpc.TestDevices.toilet;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A gateway that is watched, natively and as a browser does. */
abstract class Watching {

    static final int MANY = 100;
    static final WatchDevicesRequest EVERYTHING = WatchDevicesRequest.getDefaultInstance();

    @TestHTTPResource
    URL gateway;

    @Inject
    DeviceRegistry registry;

    @Inject
    Vertx vertx;

    ManagedChannel channel;

    @BeforeEach
    void connect() {
        await().until(() ->
                registry.watchers() == 0 && registry.snapshot().devices().isEmpty());
        channel = NettyChannelBuilder.forAddress(gateway.getHost(), gateway.getPort())
                .usePlaintext()
                .build();
        registry.put(lamp("Light Lamp"));
        registry.put(toilet("Toilet"));
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        registry.snapshot().devices().forEach(device -> registry.remove(device.id()));
        channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertEquals(0, registry.watchers()));
    }

    Iterator<DeviceEvent> watch(WatchDevicesRequest request) {
        return BadezimmerServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .watchDevices(request);
    }

    HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setMaxPoolSize(MANY));
    }

    /** @param answered takes the response before anything of its body is lost */
    HttpClientRequest open(HttpClient client, String type, Handler<HttpClientResponse> answered) throws Exception {
        HttpClientRequest request = client.request(
                        HttpMethod.POST,
                        gateway.getPort(),
                        gateway.getHost(),
                        "/" + BadezimmerServiceGrpc.getWatchDevicesMethod().getFullMethodName())
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        request.putHeader("content-type", type);
        request.response().onSuccess(answered);
        request.end(type.contains("text") ? Buffer.buffer("AAAAAAA=") : Buffer.buffer(new byte[5]));
        return request;
    }

    static Buffer frames(String type, Stream<DeviceEvent> events) {
        Buffer frames = Buffer.buffer();
        events.forEach(event -> {
            byte[] message = event.toByteArray();
            byte[] frame = ByteBuffer.allocate(5 + message.length)
                    .putInt(1, message.length)
                    .put(5, message)
                    .array();
            frames.appendBytes(type.contains("text") ? Base64.getEncoder().encode(frame) : frame);
        });
        return frames;
    }

    ClientCall<?, ?> call(Received received) {
        ClientCall<WatchDevicesRequest, DeviceEvent> call =
                channel.newCall(BadezimmerServiceGrpc.getWatchDevicesMethod(), CallOptions.DEFAULT);
        received.call = call;
        call.start(received, new Metadata());
        call.sendMessage(EVERYTHING);
        call.halfClose();
        call.request(1);
        return call;
    }

    /** Takes one message after another until the snapshot is complete, then only when it is greedy. */
    static final class Received extends ClientCall.Listener<DeviceEvent> {

        volatile ClientCall<?, ?> call;
        volatile boolean complete;
        volatile boolean greedy;
        volatile int count;
        volatile DeviceEvent last = DeviceEvent.getDefaultInstance();

        @Override
        public void onMessage(DeviceEvent event) {
            count = count + 1;
            last = event;
            complete |= event.hasSnapshotComplete();
            if (greedy || !complete) {
                call.request(1);
            }
        }
    }
}
