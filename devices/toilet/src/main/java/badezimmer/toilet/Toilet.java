package badezimmer.toilet;

import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.enterprise.context.Dependent;

import badezimmer.device.Identity;
import badezimmer.device.Properties;
import badezimmer.device.Sensor;
import badezimmer.proto.DeviceCategory;

/** A toilet that counts its flushes and knows when it is clogged. */
@Dependent
class Toilet implements Sensor {

    private final Bowl bowl;

    Toilet(Bowl bowl) {
        this.bowl = bowl;
    }

    @Override
    public Identity identity() {
        return Identity.of("Toilet", DeviceCategory.TOILET);
    }

    @Override
    public Properties properties() {
        Bowl.Reading reading = bowl.read();
        return Properties.of("flush_count", reading.flushes())
                .and(
                        "last_flush",
                        reading.lastFlush()
                                .map(when ->
                                        when.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse(""))
                .and("clogged", reading.clogged())
                .and("water_consumed_liters", String.format(Locale.ROOT, "%.1f", reading.liters()));
    }
}
