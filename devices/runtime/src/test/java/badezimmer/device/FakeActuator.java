package badezimmer.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.SendActuatorCommandRequest;

/** An actuator that notes the device ids of its commands, and can be held up. */
final class FakeActuator implements Actuator {

    final List<String> executed = new ArrayList<>();
    CountDownLatch gate = new CountDownLatch(0);
    private int inside;

    /** Its answers to a gateway that uses the device ids of commands as labels. */
    Answers answers(LinkMetrics metrics) {
        return new Answers(this, () -> "Fake@_sink._tcp.local.", metrics) {
            @Override
            boolean isMeant(SendActuatorCommandRequest command) {
                return true;
            }
        };
    }

    @Override
    public Identity identity() {
        return Identity.of("Fake", DeviceCategory.SINK);
    }

    @Override
    public Properties properties() {
        return Properties.of("executed", executed.size());
    }

    @Override
    public Outcome execute(SendActuatorCommandRequest command) {
        inside++;
        try {
            gate.await();
            executed.add(command.getDeviceId());
            return switch (command.getDeviceId()) {
                case "broken" -> throw new IllegalStateException("no power");
                case "refused" -> Outcome.invalid("device_id", "refused", "anything else");
                default -> new Outcome.Done("Done " + command.getDeviceId() + ", " + inside + " at a time.");
            };
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inside--;
        }
    }
}
