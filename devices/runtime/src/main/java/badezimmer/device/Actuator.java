package badezimmer.device;

import badezimmer.proto.SendActuatorCommandRequest;

/** A device that takes commands. */
public non-sealed interface Actuator extends Device {

    /** Does what the command says, all of it or nothing. {@link Change} helps. */
    Outcome execute(SendActuatorCommandRequest command);
}
