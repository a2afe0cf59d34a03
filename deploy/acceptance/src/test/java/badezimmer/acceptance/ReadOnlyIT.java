package badezimmer.acceptance;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** Where no file can be written, as in a container with a read-only root, everything runs but the page of the API. */
class ReadOnlyIT {

    private static final String NOWHERE = "/proc/none";

    @Test
    void aLampAndAGatewayNeedNoFiles() {
        try (Network network = new Network()) {
            Program program = network.start("gateway", "java.io.tmpdir", NOWHERE);
            network.start("devices/light-lamp", "java.io.tmpdir", NOWHERE);
            Gateway gateway = new Gateway(program.httpPort());
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> gateway.online().equals(Set.of("Light Lamp@_lightlamp._tcp.local.")));
            program.awaitOutput(NOWHERE + " can't be written to: there will be no page /docs");
        }
    }
}
