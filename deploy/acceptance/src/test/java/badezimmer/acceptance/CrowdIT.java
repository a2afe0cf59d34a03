package badezimmer.acceptance;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A gateway and three hundred devices in one process: how soon they are found, and how little is said from then on. */
class CrowdIT {

    private static final String CROWD = "300";
    private static final Duration SETTLING = Duration.ofSeconds(9);
    private static final Duration WATCHED = Duration.ofSeconds(5);
    private static final int PACKETS_A_SECOND = 8;

    private final Network network = new Network();

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void threeHundredAreFoundWithin3SecondsAndThenTheNetworkIsQuiet() throws IOException {
        Program swarm = network.start(
                "devices/swarm", "badezimmer.swarm.devices", CROWD, "badezimmer.swarm.update-interval", "1h");
        swarm.awaitOutput(CROWD + " devices have appeared");

        Program program = network.start(
                "gateway",
                "badezimmer.registry.max-devices-per-source",
                CROWD,
                "badezimmer.discovery.limits.source-rate",
                "5000");
        Gateway gateway = new Gateway(program.httpPort());
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(gateway::isReady);
        long ready = System.nanoTime();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> gateway.online().size() == Integer.parseInt(CROWD));
        Figures.assertWithin(
                "gateway ready to 300 devices online",
                Duration.ofNanos(System.nanoTime() - ready),
                Duration.ofSeconds(3));

        // Both have asked and announced for the last time as somebody who has just come.
        packets(SETTLING);
        int packets = packets(WATCHED);
        assertTrue(
                packets <= PACKETS_A_SECOND * WATCHED.toSeconds(),
                packets + " packets in " + WATCHED.toSeconds() + " s among " + CROWD + " devices that do nothing");
        assertTrue(gateway.online().size() == Integer.parseInt(CROWD));
    }

    /** How many packets the group hears in that time. */
    private int packets(Duration time) throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        InetSocketAddress group = new InetSocketAddress("224.0.0.251", network.discoveryPort());
        try (MulticastSocket socket = new MulticastSocket(network.discoveryPort())) {
            socket.joinGroup(group, loopback);
            long end = System.nanoTime() + time.toNanos();
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            int packets = 0;
            for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                try {
                    socket.receive(packet);
                    packets++;
                } catch (SocketTimeoutException e) {
                    break;
                }
            }
            return packets;
        }
    }
}
