package badezimmer.swarm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class SwarmMainTest {

    @AfterEach
    void forget() {
        System.clearProperty("badezimmer.swarm.devices");
        System.clearProperty("badezimmer.swarm.update-interval");
    }

    @Test
    void optionsAreConfiguration() {
        String[] others =
                SwarmMain.configure("--devices", "1000", "--health", "8106", "--update-interval", "10s", "--kinds");

        assertEquals("1000", System.getProperty("badezimmer.swarm.devices"));
        assertEquals("10s", System.getProperty("badezimmer.swarm.update-interval"));
        assertArrayEquals(new String[] {"--health", "8106", "--kinds"}, others);
    }
}
