package badezimmer.gateway.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ForeignLink;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.link.Condition.DOWN;
import static badezimmer.gateway.link.Condition.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A link on real sockets, with short times. */
class DeviceLinkTest extends LinkedDevice {

    @Test
    void isUpAsSoonAsItIsConnected() {
        connect();
        assertEquals(List.of(UP), conditions);
        assertEquals(Optional.of(InetAddress.getLoopbackAddress()), onLoop(link::remote));
    }

    @Test
    void isDownSoonAfterACrash() {
        connect();
        device.crash();
        await().until(() -> conditions.contains(DOWN));
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
        await().until(() -> conditions.equals(List.of(UP, DOWN, UP)));
    }

    @Test
    void staysUpOverALostConnection() {
        connect();
        device.dropConnections();
        await().until(() -> device.accepted() >= 2);
        await().until(() -> device.requests().size() >= 2);
        assertEquals(List.of(UP), conditions);
    }

    @Test
    void staysUpWithADeviceThatClosesAfterEachAnswer() {
        device.closingAfterEachAnswer();
        connect();
        await().until(() -> device.requests().size() >= 8);
        assertEquals(List.of(UP), conditions);
        // One that is sent while the device closes is lost.
        await().ignoreExceptions().until(() -> send("device").join() != null);
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
    void aSilentConnectionIsNoDeathIfTheDeviceAnswersOnAnother() {
        connect();
        device.answering(request -> device.accepted() == 1 ? Optional.empty() : ForeignLink.obey(request));
        await().until(() -> device.accepted() >= 2);
        send("device").join();
        assertEquals(List.of(UP), conditions);
    }

    @Test
    void anAnswerThatComesLateIsAnAnswer() {
        connect();
        device.freeze();
        await().until(() -> device.accepted() >= 2);
        device.thaw();
        send("device").join();
        assertEquals(List.of(UP), conditions);
    }

    @Test
    void aNewAddressIsTriedAtOnceThoughTheOldOneSaysNothing() throws IOException {
        try (MuteServer mute = new MuteServer("127.0.0.4")) {
            onLoop(() -> link.announced(List.of(mute.address())));
            onLoop(() -> link.announced(List.of(device.address())));
            await().until(() -> !conditions.isEmpty());
            assertEquals(List.of(UP), conditions);
        }
    }

    @Test
    void aDeviceThatMovedIsSoonFoundWhereItIsAnnounced() {
        connect();
        device.freeze();
        try (ForeignLink elsewhere = new ForeignLink(InetAddress.ofLiteral("127.0.0.3"))) {
            onLoop(() -> {
                link.announced(List.of(device.address(), elsewhere.address()));
                link.ping();
            });
            device.crash();
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> onLoop(link::remote).equals(Optional.of(InetAddress.ofLiteral("127.0.0.3"))));
            assertFalse(conditions.contains(DOWN));
        }
    }
}
