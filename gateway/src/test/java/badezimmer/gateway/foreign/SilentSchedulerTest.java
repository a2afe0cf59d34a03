package badezimmer.gateway.foreign;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static badezimmer.device.testing.Patience.await;

/** As after the clock was set back: the scheduler says nothing, from the start. */
@QuarkusTest
@TestProfile(SilentSchedulerTest.NoScheduler.class)
class SilentSchedulerTest {

    public static class NoScheduler implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.scheduler.enabled", "false", "badezimmer.health.interval", "1s");
        }
    }

    @Test
    void theHealthCycleGoesOn() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Checked").announce()) {
            // One connection is the link's, each of the others was a check.
            await().until(() -> lamp.link().accepted() >= 4);
        }
    }
}
