package badezimmer.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class KeysTest {

    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "badezimmer.device.name",
            "badezimmer.device.read-interval",
            "badezimmer.discovery.announce-interval",
            "badezimmer.discovery.limits.records",
            "badezimmer.link.port",
            "badezimmer.sink.flow"));

    @Test
    void knowsItsKeysInTheEnvironmentAndLeavesThoseOfOthersAlone() {
        Map<String, String> environment = Map.of(
                "BADEZIMMER_DEVICE_NAME", "Lamp",
                "BADEZIMMER_DISCOVERY_ANNOUNCE_INTERVAL", "30s",
                "BADEZIMMER_DISCOVERY_LIMITS_RECORDS", "32",
                "BADEZIMMER_REGISTRY_MAX_DEVICES", "100",
                "BADEZIMMER_HOME", "/opt");

        assertEquals(List.of(), Keys.strangers(environment, KEYS));
    }

    @Test
    void namesAMisspeltVariableAndSaysWhatThereIs() {
        assertEquals(
                List.of("BADEZIMMER_DEVICE_NAM is set, but there is no such key, allowed are badezimmer.device.name,"
                        + " badezimmer.device.read-interval"),
                Keys.strangers(Map.of("BADEZIMMER_DEVICE_NAM", "Lamp"), KEYS));
    }

    @Test
    void namesAMisspeltVariableOfTheDevicesOwnKindAndLeavesThoseOfOtherKindsAlone() {
        assertEquals(
                List.of("BADEZIMMER_SINK_FLO is set, but there is no such key, allowed are badezimmer.sink.flow"),
                Keys.strangers(
                        Map.of("BADEZIMMER_SINK_FLO", "7", "BADEZIMMER_SINK_FLOW", "7", "BADEZIMMER_TOILET_SED", "1"),
                        KEYS));
    }
}
