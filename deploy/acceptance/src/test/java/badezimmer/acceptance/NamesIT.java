package badezimmer.acceptance;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** Devices of one kind share out their names. */
class NamesIT {

    private static final Set<String> NAMES = Set.of(
            "Light Lamp@_lightlamp._tcp.local.",
            "Light Lamp-2@_lightlamp._tcp.local.",
            "Light Lamp-3@_lightlamp._tcp.local.");

    @Test
    void threeLampsStartedAtOnceTakeThreeNamesAndKeepThem() {
        try (Network network = new Network()) {
            Program program = network.start("gateway");
            for (int i = 0; i < 3; i++) {
                network.start("devices/light-lamp");
            }
            Gateway gateway = new Gateway(program.httpPort());
            await().atMost(Duration.ofMinutes(3)).until(() -> gateway.online().equals(NAMES));
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.devices().keySet().equals(NAMES)
                            && gateway.online().equals(NAMES));
        }
    }
}
