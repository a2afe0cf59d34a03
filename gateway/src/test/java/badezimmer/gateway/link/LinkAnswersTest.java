package badezimmer.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ListConnectedDevicesResponse;
import badezimmer.proto.SendActuatorCommandRequest;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.foreign.ForeignLink.say;
import static badezimmer.gateway.link.Condition.DOWN;
import static badezimmer.gateway.link.Condition.FAULTY;
import static badezimmer.gateway.link.Condition.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a link makes of the answers to its commands, and of those that never come. */
class LinkAnswersTest extends LinkedDevice {

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
    void aCommandWithoutAnAnswerFailsAndIsNotSentAgainToADeviceThatIsThere() {
        connect();
        device.answering(request -> request.hasSendActuatorCommand() ? Optional.empty() : ForeignLink.obey(request));
        LinkException failure = failure(send("device"));
        assertEquals(LinkException.Cause.SILENT, failure.why());
        assertTrue(failure.wasSent());
        device.answering(ForeignLink::obey);
        send("again").join();
        assertEquals(List.of(UP), conditions);
        assertEquals(2, device.commands().size());
    }

    @Test
    void aSlowCommandIsWaitedForIfTheDeviceAnswersOnAnotherConnection() {
        connect();
        device.answering(request -> {
            if (request.hasSendActuatorCommand()) {
                // Slow enough for the other connection's answer to come first.
                await().until(() -> device.requests().getLast().hasEmpty());
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            return ForeignLink.obey(request);
        });
        CompletableFuture<BadezimmerResponse> answer = send("device");
        await().until(() -> !device.commands().isEmpty());
        // A ping is left out just after an answer.
        await().until(() -> {
            onLoop(link::ping);
            return device.accepted() >= 2;
        });
        answer.join();
        assertEquals(List.of(UP), conditions);
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
    void aDeviceThatIsDownIsRefusedAtOnce() {
        connect();
        device.crash();
        await().until(() -> conditions.contains(DOWN));
        assertEquals(LinkException.Cause.UNREACHABLE, failure(send("device")).why());
    }
}
