package badezimmer.lightlamp;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.Loopback;

import static badezimmer.device.testing.Patience.await;

/** As after the clock was set back: the scheduler says nothing, from the start. */
@QuarkusTest
@WithTestResource(
        value = Loopback.class,
        initArgs = {
            @ResourceArg(name = "badezimmer.discovery.announce-interval", value = "1s"),
            @ResourceArg(name = "quarkus.scheduler.enabled", value = "false")
        })
class SilentSchedulerTest {

    @Inject
    MeterRegistry meters;

    @Test
    void theDeviceAnnouncesItselfAgain() {
        await().until(() -> meters.counter("badezimmer.discovery.announcements", "cause", "periodic")
                        .count()
                >= 2);
    }
}
