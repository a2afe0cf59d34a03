package badezimmer.device;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.RawLink;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who gets one of the places for connections. */
class LinkPlacesTest extends LinkServing {

    private static final List<String> FOUR_HOSTS = List.of("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");

    @Test
    void aFifthConnectionIsClosedAndCounted() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        List<RawLink> four = connect(port, FOUR_HOSTS);

        try (RawLink fifth = new RawLink(port, "127.0.0.9")) {
            assertTrue(fifth.isClosedByPeer());
        }

        assertEquals(
                1, registry.get("badezimmer.link.connections.refused").counter().count());
        assertEquals("Done last, 1 at a time.", text(four.getLast().ask(command("last"))));
        close(four);
    }

    @Test
    void oneAddressDoesNotKeepTheOthersOut() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        for (int hostile = 0; hostile < 20; hostile++) {
            askWhileServed(new RawLink(port, "127.0.0.66"));
        }
        try (RawLink gateway = new RawLink(port, "127.0.0.2")) {
            assertEquals("Done first, 1 at a time.", text(gateway.ask(command("first"))));
            for (int hostile = 0; hostile < 20; hostile++) {
                askWhileServed(new RawLink(port, "127.0.0.66"));
                new RawLink(port, "127.0.0.66");
                assertEquals("Done again, 1 at a time.", text(gateway.ask(command("again"))));
            }
        }
    }

    @Test
    void twoConnectionsOfOneAddressSpeakAndAThirdReplacesTheMoreSilentOne() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        List<RawLink> three = connect(port, List.of("127.0.0.1", "127.0.0.1", "127.0.0.1"));
        for (RawLink link : three) {
            link.ask(command("ping"));
        }
        assertTrue(three.getFirst().isClosedByPeer());
        three.get(1).ask(command("second"));
        three.get(2).ask(command("third"));
        close(three);
    }

    @Test
    void healthChecksCostAGatewayNoneOfItsConnections() throws Exception {
        int port = listen(Duration.ofSeconds(30), Duration.ofSeconds(5));
        try (RawLink link = new RawLink(port);
                RawLink secondOpinion = new RawLink(port)) {
            link.ask(command("link"));
            secondOpinion.ask(command("second opinion"));
            for (int i = 0; i < 20; i++) {
                new RawLink(port).close();
                assertEquals("Done link, 1 at a time.", text(link.ask(command("link"))));
                assertEquals("Done other, 1 at a time.", text(secondOpinion.ask(command("other"))));
            }
        }
    }

    @Test
    void theConnectionThatIsSilentTheLongestMakesRoom() throws Exception {
        int port = listen(Duration.ofMillis(200), Duration.ofSeconds(5));
        List<RawLink> four = connect(port, FOUR_HOSTS);
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

    private static void askWhileServed(RawLink link) {
        try {
            link.ask(command("hostile"));
        } catch (IOException closed) {
            // Then it has no place.
        }
    }

    private static boolean isServed(int port) throws IOException {
        try (RawLink link = new RawLink(port, "127.0.0.9")) {
            link.ask(command("new"));
            return true;
        } catch (EOFException | SocketException e) {
            return false;
        }
    }

    private List<RawLink> connect(int port, List<String> hosts) throws IOException {
        List<RawLink> links = new ArrayList<>();
        for (String host : hosts) {
            links.add(new RawLink(port, host));
        }
        await().until(() -> server.connections() == hosts.size());
        return links;
    }

    private static void close(List<RawLink> links) throws IOException {
        for (RawLink link : links) {
            link.close();
        }
    }
}
