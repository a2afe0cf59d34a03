package badezimmer.fartdetector;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.Announcement;
import badezimmer.device.testing.DeviceContract;
import badezimmer.device.testing.Loopback;
import badezimmer.device.testing.RawLink;
import badezimmer.device.testing.Recording;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@WithTestResource(
        value = Loopback.class,
        initArgs = {
            @ResourceArg(name = "badezimmer.fart-detector.interval", value = "100ms"),
            @ResourceArg(name = "badezimmer.fart-detector.seed", value = "1"),
            @ResourceArg(name = "badezimmer.fart-detector.probability", value = "0.2")
        })
class FartDetectorTest extends DeviceContract {

    @Override
    protected String type() {
        return "_fartdetector._tcp.local.";
    }

    @Override
    protected String instance() {
        return "Fart Detector";
    }

    @Override
    protected String kind() {
        return "SENSOR_KIND";
    }

    @Override
    protected String category() {
        return "FART_DETECTOR";
    }

    @Test
    void smellsAndSaysWhenItDid() {
        Announcement smelled = await().until(this::announced, last -> level(last) > 0);

        assertTrue(level(smelled) <= 100);
        Instant last = Instant.parse(smelled.text().get("last_detection"));
        assertTrue(Duration.between(last, Instant.now()).abs().toMinutes() < 1);
    }

    @Test
    void smellDecays() {
        Announcement smelled = await().until(this::announced, last -> level(last) > 0);
        await().until(this::announced, last -> level(last) < level(smelled));
    }

    private static int level(Announcement announcement) {
        return Integer.parseInt(announcement.text().get("smell_level"));
    }

    @Test
    void answersACommandOfTheFirstSystemAsItsSensorsDo() throws IOException {
        Recording recording = Recording.of("tcp_sensor_fartdetector");
        try (RawLink link = link()) {
            link.send(recording.requestBytes(id()));
            assertEquals(recording.response(id()), link.receive());
        }
    }
}
