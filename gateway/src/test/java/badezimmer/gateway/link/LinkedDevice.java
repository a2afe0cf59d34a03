package badezimmer.gateway.link;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.SendActuatorCommandRequest;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.link.Condition.UP;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A link to a foreign device on loopback, with short times. */
abstract class LinkedDevice {

    static final Duration PING_INTERVAL = Duration.ofMillis(100);
    static final Duration PING_TIMEOUT = Duration.ofMillis(1_500);
    static final Duration GRACE = Duration.ofMillis(1_500);
    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    static final String ID = "Lamp A@_lightlamp._tcp.local.";

    final Vertx vertx = Vertx.vertx();
    final Context context = vertx.getOrCreateContext();
    final ForeignLink device = new ForeignLink(InetAddress.getLoopbackAddress());
    final List<Condition> conditions = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<String> mistakes = new CopyOnWriteArrayList<>();
    final DeviceLink link;

    LinkedDevice() {
        this(PING_TIMEOUT);
    }

    LinkedDevice(Duration pingTimeout) {
        link = new DeviceLink(
                vertx,
                new Connector(vertx, Duration.ofMillis(500)),
                new LinkSettings(Duration.ofMillis(500), PING_INTERVAL, pingTimeout, GRACE, 65_536, 4),
                new LinkListener() {
                    @Override
                    public String id() {
                        return ID;
                    }

                    @Override
                    public void mistaken(String what) {
                        mistakes.add(what);
                    }

                    @Override
                    public void changed(Condition condition, String reason) {
                        conditions.add(condition);
                        reasons.add(reason);
                    }

                    @Override
                    public void opened() {}

                    @Override
                    public void seen() {}
                },
                new Random(1));
    }

    @AfterEach
    void stop() {
        onLoop(link::close);
        device.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    void connect() {
        onLoop(() -> link.announced(List.of(device.address())));
        await().until(() -> conditions.equals(List.of(UP)));
    }

    CompletableFuture<BadezimmerResponse> send(String id) {
        BadezimmerRequest request = BadezimmerRequest.newBuilder()
                .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder().setDeviceId(id))
                .build();
        CompletableFuture<BadezimmerResponse> answer = new CompletableFuture<>();
        context.runOnContext(any -> link.send(() -> request, COMMAND_TIMEOUT)
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return answer;
    }

    static LinkException failure(CompletableFuture<BadezimmerResponse> answer) {
        return (LinkException)
                assertThrows(CompletionException.class, answer::join).getCause();
    }

    void onLoop(Runnable what) {
        onLoop(() -> {
            what.run();
            return null;
        });
    }

    <T> T onLoop(Supplier<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(any -> done.complete(what.get()));
        return done.join();
    }

    static Optional<byte[]> ignoreCommands(BadezimmerRequest request) {
        return request.hasSendActuatorCommand() ? Optional.empty() : ForeignLink.obey(request);
    }

    static byte[] twice(byte[] frame) {
        byte[] both = new byte[frame.length * 2];
        System.arraycopy(frame, 0, both, 0, frame.length);
        System.arraycopy(frame, 0, both, frame.length, frame.length);
        return both;
    }
}
