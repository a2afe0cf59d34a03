package badezimmer.gateway.grpc;

import java.net.URL;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.WatchDevicesRequest;

import static badezimmer.gateway.grpc.TestDevices.lamp;
import static badezimmer.gateway.grpc.TestDevices.toilet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@TestProfile(ShortTimes.class)
class WatchDevicesTest {

    private static final int MANY = 100;
    private static final WatchDevicesRequest EVERYTHING = WatchDevicesRequest.getDefaultInstance();

    @TestHTTPResource
    URL gateway;

    @Inject
    DeviceRegistry registry;

    @Inject
    Vertx vertx;

    private ManagedChannel channel;

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
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertEquals(0, registry.watchers()));
    }

    @Test
    void tellsEveryDeviceThenEachChange() {
        Iterator<DeviceEvent> events = watch(EVERYTHING);
        assertEquals(lamp("Light Lamp"), events.next().getChanged());
        assertEquals(toilet("Toilet"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());

        ConnectedDevice off =
                lamp("Light Lamp").toBuilder().putProperties("is_on", "false").build();
        registry.put(off);
        assertEquals(off, events.next().getChanged());
        registry.remove(off.getId());
        DeviceEvent removal = events.next();
        assertEquals(off.getId(), removal.getRemoved());
        assertEquals(registry.snapshot().sequence(), removal.getSequence());
    }

    @Test
    void tellsOfTheKindThatIsAskedFor() {
        Iterator<DeviceEvent> events = watch(WatchDevicesRequest.newBuilder()
                .setFilterKind(DeviceKind.SENSOR_KIND)
                .build());
        assertEquals(toilet("Toilet"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());

        registry.put(lamp("Another Lamp"));
        registry.remove(lamp("Light Lamp").getId());
        registry.put(toilet("Another Toilet"));
        assertEquals(toilet("Another Toilet"), events.next().getChanged());
    }

    @Test
    void tellsOfTheNameThatIsAskedFor() {
        Iterator<DeviceEvent> events =
                watch(WatchDevicesRequest.newBuilder().setFilterName("Lamp").build());
        assertEquals(lamp("Light Lamp"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());
    }

    @Test
    void aDeviceThatIsNotWantedAnyMoreIsRemoved() {
        Iterator<DeviceEvent> events = watch(WatchDevicesRequest.newBuilder()
                .setFilterKind(DeviceKind.SENSOR_KIND)
                .build());
        assertEquals(toilet("Toilet"), events.next().getChanged());
        assertTrue(events.next().hasSnapshotComplete());

        ConnectedDevice changed =
                toilet("Toilet").toBuilder().setKind(DeviceKind.UNKNOWN_KIND).build();
        registry.put(changed);
        DeviceEvent removal = events.next();
        assertEquals(changed.getId(), removal.getRemoved());
        assertEquals(registry.snapshot().sequence(), removal.getSequence());
        registry.remove(changed.getId());
        registry.put(toilet("Toilet"));
        assertEquals(toilet("Toilet"), events.next().getChanged());
    }

    @Test
    void watchesThatAreCancelledAreForgotten() {
        List<ClientCall<?, ?>> calls = new ArrayList<>();
        IntStream.range(0, MANY).forEach(i -> calls.add(call(new Received())));
        await().untilAsserted(() -> assertEquals(MANY, registry.watchers()));
        calls.forEach(call -> call.cancel("enough", null));
        await().untilAsserted(() -> assertEquals(0, registry.watchers()));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_2, application/grpc",
        "HTTP_2, application/grpc-web+proto",
        "HTTP_2, application/grpc-web-text",
        "HTTP_1_1, application/grpc-web+proto",
        "HTTP_1_1, application/grpc-web-text"
    })
    void watchesWhoseConnectionIsLostAreForgotten(HttpVersion version, String type) throws Exception {
        HttpClient client = client(version);
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            HttpClientRequest request = open(client, type);
            // Its default is a line in the log for each.
            request.response().onSuccess(response -> response.exceptionHandler(lost -> {}));
            connections.add(request.connection());
        }
        await().untilAsserted(() -> assertEquals(MANY, registry.watchers()));
        connections.forEach(HttpConnection::close);
        await().untilAsserted(() -> assertEquals(0, registry.watchers()));
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, application/grpc-web+proto",
        "HTTP_1_1, application/grpc-web-text",
        "HTTP_2, application/grpc-web+proto",
        "HTTP_2, application/grpc-web-text"
    })
    void aBrowserIsToldEachChangeAtOnce(HttpVersion version, String type) throws Exception {
        HttpClient client = client(version);
        AtomicReference<Buffer> received = new AtomicReference<>(Buffer.buffer());
        HttpClientRequest request = open(client, type);
        request.response().onSuccess(response -> {
            response.exceptionHandler(lost -> {});
            response.handler(piece -> received.updateAndGet(so -> so.copy().appendBuffer(piece)));
        });
        Buffer expected = frames(
                type,
                registry.snapshot().devices().stream()
                        .sorted(Comparator.comparingLong(DeviceEntry::sequence))
                        .map(DeviceEntry::event));
        await().until(() -> received.get().length() > expected.length());
        assertEquals(expected, received.get().slice(0, expected.length()));

        registry.put(lamp("Another Lamp"));
        Buffer change =
                frames(type, registry.snapshot().find(lamp("Another Lamp").getId()).map(DeviceEntry::event).stream());
        await().until(() -> received.get().toString().endsWith(change.toString()));
        request.connection().close();
        client.close();
    }

    @Test
    void aSlowWatcherGetsTheNewestStateAndNoQueue() {
        Received received = new Received();
        ClientCall<?, ?> call = call(received);
        await().until(() -> received.complete);
        int before = received.count;

        ConnectedDevice.Builder lamp = lamp("Light Lamp").toBuilder().putProperties("filler", "x".repeat(10_000));
        int changes = 20_000;
        for (int i = 1; i <= changes; i++) {
            registry.put(lamp.putProperties("brightness", Integer.toString(i)).build());
        }
        received.greedy = true;
        call.request(1);
        String newest = Integer.toString(changes);
        await().until(() ->
                newest.equals(received.last.getChanged().getPropertiesMap().get("brightness")));
        assertTrue(received.count - before < changes / 2, () -> received.count - before + " of " + changes + " came");
        call.cancel("enough", null);
    }

    private Iterator<DeviceEvent> watch(WatchDevicesRequest request) {
        return BadezimmerServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .watchDevices(request);
    }

    private HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setMaxPoolSize(MANY));
    }

    private HttpClientRequest open(HttpClient client, String type) throws Exception {
        HttpClientRequest request = client.request(
                        HttpMethod.POST,
                        gateway.getPort(),
                        gateway.getHost(),
                        "/" + BadezimmerServiceGrpc.getWatchDevicesMethod().getFullMethodName())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        request.putHeader("content-type", type);
        request.end(type.contains("text") ? Buffer.buffer("AAAAAAA=") : Buffer.buffer(new byte[5]));
        return request;
    }

    private static Buffer frames(String type, Stream<DeviceEvent> events) {
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

    private ClientCall<?, ?> call(Received received) {
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
    private static final class Received extends ClientCall.Listener<DeviceEvent> {

        private volatile ClientCall<?, ?> call;
        private volatile boolean complete;
        private volatile boolean greedy;
        private volatile int count;
        private volatile DeviceEvent last = DeviceEvent.getDefaultInstance();

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
