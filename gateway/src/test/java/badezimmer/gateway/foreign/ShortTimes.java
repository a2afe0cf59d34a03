package badezimmer.gateway.foreign;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The gateway with times that a test can wait for. */
public class ShortTimes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "badezimmer.link.ping-interval", "300ms",
                "badezimmer.link.ping-timeout", "700ms",
                "badezimmer.command.timeout", "1s",
                "badezimmer.health.interval", "1s");
    }
}
