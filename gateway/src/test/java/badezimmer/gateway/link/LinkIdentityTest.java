package badezimmer.gateway.link;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.ErrorCode;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.ForeignLink.say;
import static badezimmer.gateway.link.Condition.DOWN;
import static badezimmer.gateway.link.Condition.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whom a link takes for its device. */
class LinkIdentityTest extends LinkedDevice {

    private static final String ANOTHER = "Lamp B@_lightlamp._tcp.local.";
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.3");

    @Test
    void anotherDeviceAtTheAddressGetsNoCommand() {
        device.answering(as(ANOTHER));
        CompletableFuture<BadezimmerResponse> answer = onLoop(() -> {
            link.announced(List.of(device.address()));
            return send("device");
        });
        LinkException failure = failure(answer);
        assertEquals(LinkException.Cause.UNREACHABLE, failure.why());
        assertFalse(failure.wasSent());
        assertEquals(List.of(DOWN), conditions);
        String where = "127.0.0.1:" + device.port();
        assertEquals(List.of(ANOTHER + " answers at " + where), reasons);
        assertEquals(reasons, mistakes);
        assertEquals(List.of(), device.commands());
        assertEquals(Optional.empty(), onLoop(link::remote), "a device that was never there is not reached");
    }

    @Test
    void aDeviceWithoutANameYetIsNobody() {
        device.answering(as("@_lightlamp._tcp.local."));
        onLoop(() -> link.announced(List.of(device.address())));
        await().until(() -> conditions.equals(List.of(DOWN)));
        device.answering(as(ID));
        onLoop(() -> link.announced(List.of(device.address())));
        await().until(() -> conditions.equals(List.of(DOWN, UP)));
        assertTrue(onLoop(link::isProven));
    }

    @Test
    void aDeviceThatIsAnotherAfterItsConnectionWasLostIsLookedForElsewhere() {
        device.answering(as(ID));
        connect();
        try (ForeignLink elsewhere = new ForeignLink(ELSEWHERE, device.port()).answering(as(ID))) {
            onLoop(() -> link.announced(List.of(device.address(), elsewhere.address())));
            device.answering(as(ANOTHER));
            device.dropConnections();
            await().until(() -> onLoop(link::remote).equals(Optional.of(ELSEWHERE)));
            send("device").join();
            assertEquals(1, elsewhere.commands().size());
            assertEquals(List.of(), device.commands());
            assertFalse(conditions.contains(DOWN));
            assertEquals(1, mistakes.size());
        }
    }

    @Test
    void aCommandThatAnotherDeviceRefusedWasNotCarriedOut() {
        device.answering(as(ID));
        connect();
        device.answering(request -> say(ForeignLink.error(ErrorCode.INVALID_COMMAND, "for another").toBuilder()
                .setDeviceId(ANOTHER)
                .build()));
        LinkException failure = failure(send("device"));
        assertEquals(LinkException.Cause.STRANGER, failure.why());
        assertFalse(failure.wasSent());
        assertEquals(DOWN, conditions.getLast());
    }

    @Test
    void aCommandThatAnotherDeviceAnsweredMayHaveBeenCarriedOut() {
        device.answering(as(ID));
        connect();
        device.answering(
                request -> request.hasSendActuatorCommand() ? as(ANOTHER).apply(request) : as(ID).apply(request));
        LinkException failure = failure(send("device"));
        assertEquals(LinkException.Cause.STRANGER, failure.why());
        assertTrue(failure.wasSent());
        assertTrue(mistakes.getFirst().startsWith(ANOTHER), mistakes::toString);
    }

    @Test
    void whereADeviceNeverWasItHasToSayThatItIsTheOne() {
        device.answering(as(ID));
        connect();
        try (ForeignLink stranger = new ForeignLink(ELSEWHERE)) {
            onLoop(() -> link.announced(List.of(device.address(), stranger.address())));
            device.crash();
            await().until(() -> conditions.contains(DOWN));
            assertEquals(List.of(UP, DOWN), conditions);
            String where = "127.0.0.3:" + stranger.port();
            assertEquals(List.of("something that does not say its id answers at " + where), mistakes);
            assertEquals(List.of(), stranger.commands());
        }
    }

    @Test
    void aPingJustAfterAnAnswerIsSentAMomentLater() {
        device.answering(as(ID));
        connect();
        onLoop(() -> link.ping());
        int asked = device.requests().size();
        onLoop(() -> link.ping());
        await().until(() -> device.requests().size() > asked);
    }

    @Test
    void anOlderDeviceIsOnlyAskedOnce() {
        device.closingAfterEachAnswer();
        connect();
        assertFalse(onLoop(link::isProven));
        int commands = 5;
        for (int i = 0; i < commands; i++) {
            await().ignoreExceptions().until(() -> send("device").join() != null);
        }
        assertTrue(device.commands().size() >= commands);
    }

    private static ForeignLink.Behaviour as(String id) {
        BadezimmerResponse who = BadezimmerResponse.newBuilder().setDeviceId(id).build();
        return request -> {
            BadezimmerResponse.Builder answer = request.hasSendActuatorCommand()
                    ? ForeignLink.done("Done.").toBuilder()
                    : BadezimmerResponse.newBuilder();
            return say(answer.mergeFrom(who).build());
        };
    }
}
