package badezimmer.gateway.command;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Future;

import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

/** Carries commands to devices. Any thread. */
@ApplicationScoped
public class Commands {

    /**
     * Checks the command, sends it to its device, at most once, and gives the device's answer.
     *
     * @return fails with a {@link DeviceException} and with nothing else; completes on the event loop of the links
     */
    public Future<SendActuatorCommandResponse> send(SendActuatorCommandRequest command) {
        throw new IllegalStateException("comes next");
    }
}
