package badezimmer.gateway.link;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.ErrorCode;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.foreign.ForeignLink.frame;
import static badezimmer.gateway.foreign.ForeignLink.say;
import static badezimmer.gateway.link.Condition.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A device that answers has one connection; patient enough for a machine that is busy with other things. */
class AnsweringDeviceTest extends LinkedDevice {

    AnsweringDeviceTest() {
        super(Duration.ofSeconds(60));
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
    void aStrangerElsewhereIsNotConnectedToWhileTheDeviceAnswers() {
        connect();
        try (ForeignLink stranger = new ForeignLink(InetAddress.ofLiteral("127.0.0.3"))) {
            int asked = device.requests().size();
            onLoop(() -> {
                link.announced(List.of(device.address(), stranger.address()));
                link.ping();
            });
            await().until(() -> device.requests().size() > asked + 2);
            assertEquals(0, stranger.accepted());
            assertEquals(1, device.accepted());
        }
    }
}
