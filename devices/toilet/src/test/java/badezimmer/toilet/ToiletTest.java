package badezimmer.toilet;

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
            @ResourceArg(name = "badezimmer.toilet.interval", value = "50ms"),
            @ResourceArg(name = "badezimmer.toilet.seed", value = "1"),
            @ResourceArg(name = "badezimmer.toilet.clog-probability", value = "0.5")
        })
class ToiletTest extends DeviceContract {

    @Override
    protected String type() {
        return "_toilet._tcp.local.";
    }

    @Override
    protected String instance() {
        return "Toilet";
    }

    @Override
    protected String kind() {
        return "SENSOR_KIND";
    }

    @Override
    protected String category() {
        return "TOILET";
    }

    @Test
    void countsItsFlushesAndTheirWater() {
        Announcement flushed = await().until(
                        this::announced, last -> Integer.parseInt(last.text().get("flush_count")) >= 3);

        double flushes = Integer.parseInt(flushed.text().get("flush_count"));
        assertEquals(6 * flushes, Double.parseDouble(flushed.text().get("water_consumed_liters")));
        Instant last = Instant.parse(flushed.text().get("last_flush"));
        assertTrue(Duration.between(last, Instant.now()).abs().toMinutes() < 1);
    }

    @Test
    void clogsAndRecovers() {
        await().until(() -> announced().text().get("clogged").equals("true"));
        await().until(() -> announced().text().get("clogged").equals("false"));
    }

    @Test
    void answersACommandOfTheFirstSystemAsItsSensorsDo() throws IOException {
        Recording recording = Recording.of("tcp_sensor_toilet");
        try (RawLink link = link()) {
            link.send(recording.requestBytes(id()));
            assertEquals(recording.response(id()), link.receive());
        }
    }
}
