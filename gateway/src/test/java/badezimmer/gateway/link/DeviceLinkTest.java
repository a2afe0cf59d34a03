package badezimmer.gateway.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ListConnectedDevicesResponse;
import badezimmer.proto.SendActuatorCommandRequest;

import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.foreign.ForeignLink.say;
import static badezimmer.gateway.link.Condition.DOWN;
import static badezimmer.gateway.link.Condition.FAULTY;
import static badezimmer.gateway.link.Condition.UP;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A link on real sockets, with short times. */
class DeviceLinkTest {

    private static final Duration PING_INTERVAL = Duration.ofMillis(100);
    private static final Duration PING_TIMEOUT = Duration.ofMillis(500);
    private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(800);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final ForeignLink device = new ForeignLink(InetAddress.getLoopbackAddress());
    private final List<Condition> conditions = new CopyOnWriteArrayList<>();
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final DeviceLink link = new DeviceLink(
            vertx,
            vertx.createNetClient(new NetClientOptions().setConnectTimeout(500)),
            new LinkSettings(Duration.ofMillis(500), PING_INTERVAL, PING_TIMEOUT, 65_536, 4),
            new LinkListener() {
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

    @AfterEach
    void stop() {
        onLoop(link::close);
        device.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isUpAsSoonAsItIsConnected() {
        connect();
        assertEquals(List.of(UP), conditions);
        assertEquals(Optional.of(InetAddress.getLoopbackAddress()), onLoop(link::remote));
    }

    @Test
    void pingsAnIdleDeviceWithEmptyAgainAndAgain() {
        connect();
        await().until(() -> device.requests().size() >= 3);
        assertTrue(device.requests().stream().allMatch(BadezimmerRequest::hasEmpty));
        assertEquals(1, device.accepted());
        assertEquals(List.of(), device.violations());
    }

    @Test
    void takesAnErrorAndAnEmptyFrameForSignsOfLife() {
        device.answering(request -> device.requests().size() % 2 == 0
                ? say(ForeignLink.error(ErrorCode.UNKNOWN_ERROR, "Assignment not allowed"))
                : Optional.of(frame(new byte[0])));
        connect();
        await().until(() -> device.requests().size() >= 4);
        assertEquals(List.of(UP), conditions);
        assertEquals(1, device.accepted());
    }

    @Test
    void sendsOneFrameInOneWriteAndNeverASecondBeforeTheAnswer() {
        connect();
        List<CompletableFuture<BadezimmerResponse>> answers = new ArrayList<>();
        onLoop(() -> {
            for (int i = 0; i < 4; i++) {
                answers.add(send("device " + i));
            }
            return null;
        });
        answers.forEach(CompletableFuture::join);
        assertEquals(
                List.of("device 0", "device 1", "device 2", "device 3"),
                device.commands().stream()
                        .map(SendActuatorCommandRequest::getDeviceId)
                        .toList());
        assertEquals(List.of(), device.violations());
    }

    @Test
    void refusesWhatDoesNotFitInTheQueue() {
        connect();
        device.answering(DeviceLinkTest::ignoreCommands);
        List<CompletableFuture<BadezimmerResponse>> answers = new ArrayList<>();
        onLoop(() -> {
            for (int i = 0; i < 6; i++) {
                answers.add(send("device"));
            }
            return null;
        });
        LinkException refused = failure(answers.getLast());
        assertEquals(LinkException.Cause.BUSY, refused.why());
        assertFalse(refused.wasSent());
    }

    @Test
    void isDownSoonAfterACrash() {
        connect();
        device.crash();
        await().atMost(Duration.ofSeconds(1)).until(() -> conditions.contains(DOWN));
        assertTrue(reasons.getLast().endsWith("refuses connections"), reasons::toString);
    }

    @Test
    void triesAgainAtOnceWhenItIsAnnounced() {
        connect();
        int port = device.port();
        device.crash();
        await().until(() -> conditions.contains(DOWN));
        device.listen(port);
        onLoop(() -> link.announced(List.of(device.address())));
        await().atMost(Duration.ofSeconds(1)).until(() -> conditions.equals(List.of(UP, DOWN, UP)));
    }

    @Test
    void triesAgainByItself() {
        connect();
        int port = device.port();
        device.crash();
        await().until(() -> conditions.contains(DOWN));
        device.listen(port);
        await().atMost(Duration.ofSeconds(3)).until(() -> conditions.equals(List.of(UP, DOWN, UP)));
    }

    @Test
    void staysUpOverALostConnection() {
        connect();
        device.dropConnections();
        await().until(() -> device.accepted() == 2);
        await().until(() -> device.requests().size() >= 2);
        assertEquals(List.of(UP), conditions);
    }

    @Test
    void staysUpWithADeviceThatClosesAfterEachAnswer() {
        device.closingAfterEachAnswer();
        connect();
        await().until(() -> device.requests().size() >= 8);
        assertEquals(List.of(UP), conditions);
        send("device").join();
    }

    @Test
    void isDownIfConnectionsAreAcceptedAndClosedWithoutAnAnswer() {
        device.closingAtOnce();
        onLoop(() -> link.announced(List.of(device.address())));
        await().until(() -> conditions.contains(DOWN));
        int accepted = device.accepted();
        assertTrue(accepted <= 3, "connections: " + accepted);
        assertEquals(DOWN, conditions.getLast());
    }

    @Test
    void aFrozenDeviceIsDownAndStaysSoUntilItAnswers() {
        connect();
        device.freeze();
        await().until(() -> conditions.contains(DOWN));
        int connections = device.accepted();
        onLoop(() -> link.announced(List.of(device.address())));
        onLoop(link::retry);
        await().until(() -> device.accepted() >= connections + 2);
        assertEquals(List.of(UP, DOWN), conditions);
        device.thaw();
        await().atMost(Duration.ofSeconds(1)).until(() -> conditions.equals(List.of(UP, DOWN, UP)));
    }

    @Test
    void aCommandWithoutAnAnswerFailsAndIsNotSentAgain() {
        connect();
        device.answering(request -> request.hasSendActuatorCommand() ? Optional.empty() : ForeignLink.obey(request));
        LinkException failure = failure(send("device"));
        assertEquals(LinkException.Cause.SILENT, failure.why());
        assertTrue(failure.wasSent());
        await().until(() -> conditions.equals(List.of(UP, DOWN, UP)));
        assertEquals(1, device.commands().size());
        device.answering(ForeignLink::obey);
        send("again").join();
        assertEquals(2, device.commands().size());
    }

    @Test
    void aCommandWhoseConnectionIsLostFailsAndIsNotSentAgain() {
        connect();
        device.answering(request -> {
            if (request.hasSendActuatorCommand()) {
                device.dropConnections();
            }
            return ForeignLink.obey(request);
        });
        LinkException failure = failure(send("device"));
        assertEquals(LinkException.Cause.LOST, failure.why());
        assertTrue(failure.wasSent());
        await().until(() -> device.requests().getLast().hasEmpty());
        assertEquals(1, device.commands().size());
        assertEquals(List.of(UP), conditions);
    }

    @Test
    void whatWaitsWhenTheDeviceDiesIsToldAtOnce() {
        connect();
        device.answering(DeviceLinkTest::ignoreCommands);
        List<CompletableFuture<BadezimmerResponse>> answers = new ArrayList<>();
        onLoop(() -> {
            answers.add(send("first"));
            answers.add(send("second"));
            return null;
        });
        await().until(() -> device.commands().size() == 1);
        device.crash();
        assertEquals(LinkException.Cause.LOST, failure(answers.getFirst()).why());
        LinkException second = failure(answers.getLast());
        assertEquals(LinkException.Cause.UNREACHABLE, second.why());
        assertFalse(second.wasSent());
    }

    @Test
    void garbageMakesItFaultyUntilItBehaves() {
        connect();
        device.answering(request -> Optional.of(frame(new byte[] {(byte) 0xFF, (byte) 0xFF, 1})));
        LinkException failure = failure(send("device"));
        assertEquals(LinkException.Cause.GARBAGE, failure.why());
        assertEquals(FAULTY, conditions.getLast());
        assertEquals(LinkException.Cause.GARBAGE, failure(send("device")).why());
        device.answering(ForeignLink::obey);
        onLoop(() -> link.announced(List.of(device.address())));
        await().until(() -> conditions.getLast() == UP);
        assertEquals(List.of(UP, FAULTY, UP), conditions);
    }

    @Test
    void aPrefixAboveTheLimitIsGarbage() {
        connect();
        device.answering(request -> Optional.of(new byte[] {-1, -1, -1, -1, 0}));
        await().until(() -> conditions.contains(FAULTY));
        assertTrue(reasons.getLast().contains("65536"), reasons::toString);
    }

    @Test
    void aListOfDevicesIsNoAnswerToACommand() {
        connect();
        device.answering(request -> say(BadezimmerResponse.newBuilder()
                .setListDevicesResponse(ListConnectedDevicesResponse.getDefaultInstance())
                .build()));
        assertEquals(LinkException.Cause.GARBAGE, failure(send("device")).why());
        await().until(() -> conditions.equals(List.of(UP, FAULTY, UP)));
    }

    @Test
    void aSecondAnswerToOneRequestIsAFault() {
        connect();
        device.answering(request -> Optional.of(twice(ForeignLink.obey(request).orElseThrow())));
        await().until(() -> conditions.contains(FAULTY));
        assertEquals("it sent a message that nobody asked for", reasons.getLast());
    }

    @Test
    void anAnswerInTenSegmentsIsOneAnswer() {
        // A frame longer than a segment, fed through small receive buffers by TCP itself.
        device.answering(request -> say(ForeignLink.done("x".repeat(60_000))));
        connect();
        assertEquals(
                60_000,
                send("device")
                        .join()
                        .getSendActuatorCommandResponse()
                        .getMessage()
                        .length());
    }

    @Test
    void triesTheNextAddressIfTheFirstRefuses() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.3"), device.port());
        onLoop(() -> link.announced(List.of(nobody, device.address())));
        await().until(() -> conditions.equals(List.of(UP)));
        assertEquals(Optional.of(InetAddress.getLoopbackAddress()), onLoop(link::remote));
    }

    @Test
    void followsADeviceThatIsAnnouncedElsewhere() {
        connect();
        try (ForeignLink elsewhere = new ForeignLink(InetAddress.getLoopbackAddress())) {
            onLoop(() -> link.announced(List.of(elsewhere.address())));
            await().until(() -> !elsewhere.requests().isEmpty());
            assertEquals(List.of(UP), conditions.stream().distinct().toList());
        }
    }

    @Test
    void aDeviceThatIsDownIsRefusedAtOnce() {
        connect();
        device.crash();
        await().until(() -> conditions.contains(DOWN));
        assertEquals(LinkException.Cause.UNREACHABLE, failure(send("device")).why());
    }

    private void connect() {
        onLoop(() -> link.announced(List.of(device.address())));
        await().until(() -> conditions.equals(List.of(UP)));
    }

    private CompletableFuture<BadezimmerResponse> send(String id) {
        BadezimmerRequest request = BadezimmerRequest.newBuilder()
                .setSendActuatorCommand(SendActuatorCommandRequest.newBuilder().setDeviceId(id))
                .build();
        CompletableFuture<BadezimmerResponse> answer = new CompletableFuture<>();
        context.runOnContext(any -> link.send(() -> request, COMMAND_TIMEOUT)
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return answer;
    }

    private static LinkException failure(CompletableFuture<BadezimmerResponse> answer) {
        return (LinkException)
                assertThrows(CompletionException.class, answer::join).getCause();
    }

    private void onLoop(Runnable what) {
        onLoop(() -> {
            what.run();
            return null;
        });
    }

    private <T> T onLoop(Supplier<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(any -> done.complete(what.get()));
        return done.join();
    }

    private static Optional<byte[]> ignoreCommands(BadezimmerRequest request) {
        return request.hasSendActuatorCommand() ? Optional.empty() : ForeignLink.obey(request);
    }

    private static byte[] twice(byte[] frame) {
        byte[] both = new byte[frame.length * 2];
        System.arraycopy(frame, 0, both, 0, frame.length);
        System.arraycopy(frame, 0, both, frame.length, frame.length);
        return both;
    }
}
