package badezimmer.sink;

import java.util.Locale;

import jakarta.enterprise.context.Dependent;

import badezimmer.device.Actuator;
import badezimmer.device.Change;
import badezimmer.device.Identity;
import badezimmer.device.Outcome;
import badezimmer.device.Properties;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.SendActuatorCommandRequest;

/** A sink whose faucet can be turned on and off. */
@Dependent
class Sink implements Actuator {

    private final Faucet faucet;

    Sink(Faucet faucet) {
        this.faucet = faucet;
    }

    @Override
    public Identity identity() {
        return Identity.of("Sink", DeviceCategory.SINK);
    }

    @Override
    public Properties properties() {
        return Properties.of("is_on", faucet.isOpen())
                .and("water_consumed_liters", String.format(Locale.ROOT, "%.1f", faucet.liters()));
    }

    @Override
    public Outcome execute(SendActuatorCommandRequest command) {
        if (!command.hasSinkAction()) {
            return Outcome.unsupported(command);
        }
        Change<Boolean> change = Change.of("sink_action", faucet.isOpen());
        if (command.getSinkAction().hasTurnOn()) {
            boolean on = command.getSinkAction().getTurnOn();
            change.set(_ -> on, sentence(faucet.isOpen(), on));
        }
        return change.applyTo(faucet::turn);
    }

    private static String sentence(boolean was, boolean wanted) {
        if (was == wanted) {
            return wanted ? "Sink already ON." : "No change.";
        }
        return wanted ? "Sink turned ON." : "Sink turned OFF.";
    }
}
