package badezimmer.device;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

import static java.util.concurrent.TimeUnit.SECONDS;

/** A link server under test, with an actuator that says what it did. */
abstract class LinkServing {

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final LinkMetrics metrics = new LinkMetrics(registry);
    final FakeActuator actuator = new FakeActuator();
    LinkServer server;

    @AfterEach
    void close() throws Exception {
        actuator.gate.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    /** Sends a request, whether it is answered or not. */
    int listen(Duration silence, Duration frameTimeout) throws Exception {
        return listen(new SerialDevice(vertx, actuator, actuator.answers(metrics)), silence, frameTimeout);
    }

    int listen(SerialDevice device, Duration silence, Duration frameTimeout) throws Exception {
        server = new LinkServer(vertx, config(silence, frameTimeout), device, metrics);
        return server.listen(() -> {}).toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    static LinkConfig config(Duration silence, Duration frameTimeout) {
        return new FakeLinkConfig(silence, frameTimeout);
    }

    static BadezimmerRequest command(String deviceId) {
        return BadezimmerRequest.newBuilder()
                .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder().setDeviceId(deviceId))
                .build();
    }

    static BadezimmerResponse done(String message) {
        return BadezimmerResponse.newBuilder()
                .setSendActuatorCommandResponse(
                        SendActuatorCommandResponse.newBuilder().setMessage(message))
                .build();
    }

    static String text(BadezimmerResponse response) {
        return response.getSendActuatorCommandResponse().getMessage();
    }

    private record FakeLinkConfig(Duration silence, Duration frameTimeout) implements LinkConfig {

        @Override
        public int port() {
            return 0;
        }

        @Override
        public int maxConnections() {
            return 4;
        }
    }
}
