package badezimmer.device;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.RawLink;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

import static badezimmer.device.testing.Patience.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinkServerTest {

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LinkMetrics metrics = new LinkMetrics(registry);
    private final FakeActuator actuator = new FakeActuator();
    private LinkServer server;

    @AfterEach
    void close() throws Exception {
        actuator.gate.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    @Test
    void answersInTheOrderOfTheRequestsWhateverTheSegments() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        List<String> names = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        for (String name : names) {
            many.write(RawLink.frame(command(name)));
        }
        try (RawLink link = new RawLink(port)) {
            link.send(many.toByteArray());
            for (String name : names) {
                assertEquals("Done " + name + ", 1 at a time.", text(link.receive()));
            }
        }
        assertEquals(names, actuator.executed);
    }

    @Test
    void anAnswerThatIsThereAtOnceWaitsForThoseBeforeIt() throws Exception {
        Promise<BadezimmerResponse> first = Promise.promise();
        SerialDevice device = new SerialDevice(vertx, actuator, new Answers(actuator, metrics)) {
            private boolean asked;

            @Override
            Future<BadezimmerResponse> answer(byte[] frame, String from) {
                if (asked) {
                    context().runOnContext(_ -> first.complete(done("first")));
                    return Future.succeededFuture(done("second"));
                }
                asked = true;
                return first.future();
            }
        };
        int port = listen(device, Duration.ofSeconds(30), Duration.ofSeconds(5));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(RawLink.frame(command("first")));
        both.write(RawLink.frame(command("second")));
        try (RawLink link = new RawLink(port)) {
            link.send(both.toByteArray());
            assertEquals("first", text(link.receive()));
            assertEquals("second", text(link.receive()));
        }
    }

    @Test
    void commandsOfSeveralConnectionsDoNotOverlap() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        actuator.gate = new CountDownLatch(1);
        try (RawLink first = new RawLink(port);
                RawLink second = new RawLink(port)) {
            first.send(RawLink.frame(command("first")));
            second.send(RawLink.frame(command("second")));
            actuator.gate.countDown();

            assertEquals("Done first, 1 at a time.", text(first.receive()));
            assertEquals("Done second, 1 at a time.", text(second.receive()));
        }
    }

    @Test
    void answersWhatCameBeforeAnOversizedFrame() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(RawLink.frame(command("good")));
        bytes.write(ByteBuffer.allocate(4).putInt(0xFFFFFFFF).array());
        try (RawLink link = new RawLink(port)) {
            link.send(bytes.toByteArray());

            assertEquals("Done good, 1 at a time.", text(link.receive()));
            assertTrue(link.receive().hasError());
            assertTrue(link.isClosedByPeer());
        }
    }

    @Test
    void aFifthConnectionIsClosedAndCounted() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        List<RawLink> four = connect(port, 4);

        try (RawLink fifth = new RawLink(port)) {
            assertTrue(fifth.isClosedByPeer());
        }

        assertEquals(
                1, registry.get("badezimmer.link.connections.refused").counter().count());
        assertEquals("Done last, 1 at a time.", text(four.getLast().ask(command("last"))));
        close(four);
    }

    @Test
    void theConnectionThatIsSilentTheLongestMakesRoom() throws Exception {
        int port = listen(Duration.ofMillis(200), Duration.ofSeconds(5));
        List<RawLink> four = connect(port, 4);
        RawLink vanished = four.getFirst();

        await().until(() -> {
            for (RawLink alive : four.subList(1, 4)) {
                alive.ask(command("ping"));
            }
            return isServed(port);
        });

        assertTrue(vanished.isClosedByPeer());
        assertEquals(
                1, registry.get("badezimmer.link.connections.evicted").counter().count());
        close(four);
    }

    @Test
    void anUnfinishedFrameDoesNotRunOutWhileAnAnswerIsOwed() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofMillis(100));
        actuator.gate = new CountDownLatch(1);
        byte[] slow = RawLink.frame(command("slow"));
        byte[] next = RawLink.frame(command("next"));
        try (RawLink link = new RawLink(port)) {
            link.send(ByteBuffer.allocate(slow.length + 6)
                    .put(slow)
                    .put(next, 0, 6)
                    .array());
            await().during(Duration.ofMillis(200)).until(() -> actuator.executed.isEmpty());
            link.send(ByteBuffer.allocate(next.length - 6)
                    .put(next, 6, next.length - 6)
                    .array());
            actuator.gate.countDown();

            assertEquals("Done slow, 1 at a time.", text(link.receive()));
            assertEquals("Done next, 1 at a time.", text(link.receive()));
        }
    }

    @Test
    void anIdleConnectionIsKept() throws Exception {
        int port = listen(Duration.ofMillis(100), Duration.ofMillis(100));
        try (RawLink link = new RawLink(port)) {
            link.ask(command("before"));
            await().during(Duration.ofMillis(300)).until(() -> server.connections() == 1);
            assertEquals("Done after, 1 at a time.", text(link.ask(command("after"))));
        }
        await().until(() -> server.connections() == 0);
    }

    private static boolean isServed(int port) throws IOException {
        try (RawLink link = new RawLink(port)) {
            link.ask(command("new"));
            return true;
        } catch (EOFException | SocketException e) {
            return false;
        }
    }

    private int listen(Duration silence, Duration frameTimeout) throws Exception {
        return listen(new SerialDevice(vertx, actuator, new Answers(actuator, metrics)), silence, frameTimeout);
    }

    private int listen(SerialDevice device, Duration silence, Duration frameTimeout) throws Exception {
        LinkConfig config = new FakeLinkConfig(silence, frameTimeout);
        server = new LinkServer(vertx, config, device, metrics);
        return server.listen(() -> {}).toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    private List<RawLink> connect(int port, int count) throws IOException {
        List<RawLink> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(new RawLink(port));
        }
        await().until(() -> server.connections() == count);
        return links;
    }

    private static void close(List<RawLink> links) throws IOException {
        for (RawLink link : links) {
            link.close();
        }
    }

    private static BadezimmerRequest command(String deviceId) {
        return BadezimmerRequest.newBuilder()
                .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder().setDeviceId(deviceId))
                .build();
    }

    private static BadezimmerResponse done(String message) {
        return BadezimmerResponse.newBuilder()
                .setSendActuatorCommandResponse(
                        SendActuatorCommandResponse.newBuilder().setMessage(message))
                .build();
    }

    private static String text(BadezimmerResponse response) {
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
