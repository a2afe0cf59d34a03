package badezimmer.gateway.command;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import badezimmer.gateway.config.CheckedConfig;
import badezimmer.gateway.discovery.Device;
import badezimmer.gateway.discovery.Discovery;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceEntry;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.text.Text;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;

/** Carries commands to devices. Any thread. */
@ApplicationScoped
public class Commands {

    private final DeviceRegistry registry;
    private final Discovery discovery;
    private final GatewayMeters meters;
    private final Duration timeout;
    private final LampMemory lamps = new LampMemory();

    public Commands(DeviceRegistry registry, Discovery discovery, GatewayMeters meters, CheckedConfig config) {
        this.registry = registry;
        this.discovery = discovery;
        this.meters = meters;
        this.timeout = config.commandTimeout();
    }

    /**
     * Checks the command, sends it to its device, at most once, and gives the device's answer.
     *
     * @return fails with a {@link DeviceException} and with nothing else; completes on the event loop of the links
     */
    public Future<SendActuatorCommandResponse> send(SendActuatorCommandRequest command) {
        long begun = System.nanoTime();
        Promise<SendActuatorCommandResponse> answer = Promise.promise();
        discovery.context().runOnContext(any -> {
            try {
                deliver(command).onComplete(answer);
            } catch (RuntimeException e) {
                answer.fail(e);
            }
        });
        return answer.future()
                .recover(cause -> Future.failedFuture(Answers.explain(command.getDeviceId(), cause)))
                .onComplete(result -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - begun);
                    if (result.cause() instanceof DeviceException e) {
                        meters.commandFailed(e.details().getCode(), took);
                        Log.infof(
                                "Command refused: %s: %s: %s",
                                Text.printable(command.getDeviceId()),
                                e.details().getCode(),
                                Text.printable(e.getMessage()));
                    } else {
                        meters.commandDone(took);
                    }
                });
    }

    private Future<SendActuatorCommandResponse> deliver(SendActuatorCommandRequest command) {
        String id = command.getDeviceId();
        Device device = discovery.devices().find(id).orElseThrow(() -> Errors.notFound(id));
        ConnectedDevice listed =
                registry.snapshot().find(id).map(DeviceEntry::device).orElseThrow(() -> Errors.notFound(id));
        // Who commands an offline device wants it back: the next attempt to connect is now.
        device.link().ifPresent(Link::retry);
        CommandCheck.require(listed, command);
        Link link = device.link()
                .orElseThrow(() -> Errors.offline(id, device.unreachable().orElse("it is gone")));
        Errand errand = new Errand(device, command);
        return link.send(errand::request, timeout).map(Answers::read).onSuccess(any -> errand.done());
    }

    /** One command on its way. */
    private final class Errand {

        private final Device device;
        private SendActuatorCommandRequest command;

        Errand(Device device, SendActuatorCommandRequest command) {
            this.device = device;
            this.command = command;
        }

        /** Made when the command's turn has come: the one before may have changed an older lamp. */
        BadezimmerRequest request() {
            if (command.hasLightAction()) {
                LightLampActionRequest complete =
                        lamps.complete(command.getLightAction(), device.service(), device.announcedAt());
                command = command.toBuilder().setLightAction(complete).build();
            }
            return BadezimmerRequest.newBuilder()
                    .setSendActuatorCommand(command)
                    .build();
        }

        void done() {
            if (command.hasLightAction()) {
                lamps.carriedOut(command.getLightAction(), device.service(), Discovery.STEADY.instant());
            }
        }
    }
}
