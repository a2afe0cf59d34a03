package badezimmer.device;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class KeysTest {

    @Test
    void takesTheKeysOfDevicesAndOfTheGatewayFromTheEnvironment() {
        assertDoesNotThrow(() -> Keys.check(Map.of(
                "BADEZIMMER_DEVICE_NAME", "Lamp",
                "BADEZIMMER_DISCOVERY_ANNOUNCE_INTERVAL", "30s",
                "BADEZIMMER_DISCOVERY_LIMITS_RECORDS", "32",
                "BADEZIMMER_LINK_PING_INTERVAL", "10s",
                "BADEZIMMER_REGISTRY_MAX_DEVICES", "100",
                "BADEZIMMER_HOME", "/opt")));
    }

    @Test
    void refusesAMisspeltVariableAndSaysWhatThereIs() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Keys.check(Map.of("BADEZIMMER_DEVICE_NAM", "Lamp")));

        assertEquals(
                "BADEZIMMER_DEVICE_NAM is Lamp, but there is no such key, allowed are badezimmer.device.name,"
                        + " badezimmer.device.read-interval",
                refusal.getMessage());
    }
}
