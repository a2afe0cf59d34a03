package badezimmer.waterleak;

import java.io.IOException;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import badezimmer.device.testing.Announcement;
import badezimmer.device.testing.DeviceContract;
import badezimmer.device.testing.Loopback;
import badezimmer.device.testing.RawLink;
import badezimmer.device.testing.Recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@WithTestResource(
        value = Loopback.class,
        initArgs = {
            @ResourceArg(name = "badezimmer.water-leak.severity", value = "7"),
            @ResourceArg(name = "badezimmer.water-leak.location", value = "CELLAR")
        })
class WaterLeakTest extends DeviceContract {

    @Override
    protected String type() {
        return "_waterleak._tcp.local.";
    }

    @Override
    protected String instance() {
        return "Water Leak";
    }

    @Override
    protected String kind() {
        return "SENSOR_KIND";
    }

    @Override
    protected String category() {
        return "WATER_LEAK";
    }

    @Test
    void showsWhatItFeelsAndWhereItLies() {
        Announcement announced = announced();

        assertEquals("7", announced.text().get("severity"));
        assertEquals("CELLAR", announced.text().get("location"));
    }

    @Test
    void answersACommandOfTheFirstSystemAsItsSensorsDo() throws IOException {
        Recording recording = Recording.of("tcp_sensor_waterleak");
        try (RawLink link = link()) {
            link.send(recording.requestBytes(id()));
            assertEquals(recording.response(id()), link.receive());
        }
    }
}
