package badezimmer.device;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.RawLink;
import badezimmer.proto.BadezimmerResponse;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinkServerTest extends LinkServing {

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
        SerialDevice device = new SerialDevice(vertx, actuator, actuator.answers(metrics)) {
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
            BadezimmerResponse lastWord = link.receive();
            assertTrue(lastWord.hasError());
            assertEquals("Fake@_sink._tcp.local.", lastWord.getDeviceId());
            assertTrue(link.isClosedByPeer());
        }
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
}
