package badezimmer.waterleak;

import jakarta.enterprise.context.Dependent;

import badezimmer.device.Allowed;
import badezimmer.device.Identity;
import badezimmer.device.Properties;
import badezimmer.device.Sensor;
import badezimmer.proto.DeviceCategory;

/** A sensor that tells how much water is where none should be. */
@Dependent
class WaterLeak implements Sensor {

    private final LeakProbe probe;
    private final WaterLeakConfig config;

    WaterLeak(LeakProbe probe, WaterLeakConfig config) {
        Allowed.length("badezimmer.water-leak.location", config.location(), 1, 63);
        this.probe = probe;
        this.config = config;
    }

    @Override
    public Identity identity() {
        return Identity.of("Water Leak", DeviceCategory.WATER_LEAK);
    }

    @Override
    public Properties properties() {
        return Properties.of("severity", probe.severity()).and("location", config.location());
    }
}
