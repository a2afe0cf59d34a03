package badezimmer.gateway.grpc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.grpc.ClientCall;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.proto.ConnectedDevice;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.grpc.TestDevices.lamp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Watchers that are slow, go, or are cut off. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class LostWatchersTest extends Watching {

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
            // The default for a lost connection is a line in the log for each.
            HttpClientRequest request = open(client, type, response -> response.exceptionHandler(lost -> {}));
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
        try {
            AtomicReference<Buffer> received = new AtomicReference<>(Buffer.buffer());
            HttpClientRequest request = open(client, type, response -> {
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
            Buffer change = frames(
                    type, registry.snapshot().find(lamp("Another Lamp").getId()).map(DeviceEntry::event).stream());
            await().until(() -> received.get().toString().endsWith(change.toString()));
            request.connection().close();
        } finally {
            client.close();
        }
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
}
