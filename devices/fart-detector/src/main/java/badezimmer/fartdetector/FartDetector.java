package badezimmer.fartdetector;

import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.Dependent;

import badezimmer.device.Identity;
import badezimmer.device.Properties;
import badezimmer.device.Sensor;
import badezimmer.proto.DeviceCategory;

/** A sensor that tells how bad the air is, and since when. */
@Dependent
class FartDetector implements Sensor {

    private final Nose nose;

    FartDetector(Nose nose) {
        this.nose = nose;
    }

    @Override
    public Identity identity() {
        return Identity.of("Fart Detector", DeviceCategory.FART_DETECTOR);
    }

    @Override
    public Properties properties() {
        Nose.Smell smell = nose.sniff();
        return Properties.of("smell_level", smell.level())
                .and(
                        "last_detection",
                        smell.lastDetection()
                                .map(when ->
                                        when.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse(""));
    }
}
