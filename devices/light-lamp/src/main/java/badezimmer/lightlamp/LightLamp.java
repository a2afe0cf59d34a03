package badezimmer.lightlamp;

import jakarta.enterprise.context.Dependent;

import badezimmer.device.Actuator;
import badezimmer.device.Change;
import badezimmer.device.Identity;
import badezimmer.device.Outcome;
import badezimmer.device.Properties;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;

/** A dimmable, colored lamp. */
@Dependent
class LightLamp implements Actuator {

    private final Lamp lamp;

    LightLamp(Lamp lamp) {
        this.lamp = lamp;
    }

    @Override
    public Identity identity() {
        return Identity.of("Light Lamp", DeviceCategory.LIGHT_LAMP);
    }

    @Override
    public Properties properties() {
        Light light = lamp.light();
        return Properties.of("is_on", light.on())
                .and("brightness", light.brightness())
                .and("color", "0x%06X".formatted(light.color()));
    }

    @Override
    public Outcome execute(SendActuatorCommandRequest command) {
        if (!command.hasLightAction()) {
            return Outcome.unsupported(command);
        }
        LightLampActionRequest wanted = command.getLightAction();
        Change<Light> change = Change.of("light_action", lamp.light());
        if (wanted.hasTurnOn()) {
            boolean on = wanted.getTurnOn();
            change.set(light -> light.turned(on), on ? "Light turned ON." : "Light turned OFF.");
        }
        if (wanted.hasBrightness()) {
            int brightness = wanted.getBrightness();
            change.within("brightness", brightness, 0, 100)
                    .set(light -> light.dimmed(brightness), "Brightness set to %d.".formatted(brightness));
        }
        if (wanted.hasColor()) {
            int color = wanted.getColor().getValue();
            change.within("color", Integer.toUnsignedLong(color), 0, 0xFFFFFF)
                    .set(light -> light.colored(color), "Color set to #%06X.".formatted(color));
        }
        return change.applyTo(lamp::show);
    }
}
