package badezimmer.device;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class KeysTest {

    @Test
    void knowsItsKeysInTheEnvironmentAndLeavesThoseOfOthersAlone() {
        Map<String, String> environment = Map.of(
                "BADEZIMMER_DEVICE_NAME", "Lamp",
                "BADEZIMMER_DISCOVERY_ANNOUNCE_INTERVAL", "30s",
                "BADEZIMMER_DISCOVERY_LIMITS_RECORDS", "32",
                "BADEZIMMER_REGISTRY_MAX_DEVICES", "100",
                "BADEZIMMER_HOME", "/opt");

        assertEquals(List.of(), Keys.strangers(environment));
    }

    @Test
    void namesAMisspeltVariableAndSaysWhatThereIs() {
        assertEquals(
                List.of("BADEZIMMER_DEVICE_NAM is set, but there is no such key, allowed are badezimmer.device.name,"
                        + " badezimmer.device.read-interval"),
                Keys.strangers(Map.of("BADEZIMMER_DEVICE_NAM", "Lamp")));
    }
}
