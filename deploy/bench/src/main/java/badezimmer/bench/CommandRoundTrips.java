package badezimmer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import badezimmer.bench.load.ClosedLoop;
import badezimmer.bench.load.Http1;
import badezimmer.bench.load.LinkFrames;
import badezimmer.bench.load.Load;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;

/** A command to the lamp through the gateway, beside the same command straight over its link: the quickest turn of each. */
final class CommandRoundTrips {

    private static final int MANY = 16;
    /** In loads at {@link #MANY}. Their minute, at full pace, is what slow cores need to compile all that a command passes. */
    private static final int WARM_UP = 4;

    private static final String SEND = Bathroom.SERVICE + "SendActuatorCommand";

    private final Report report;
    private final Bathroom bathroom;
    private final Pace pace;

    CommandRoundTrips(Report report, Bathroom bathroom, Pace pace) {
        this.report = report;
        this.bathroom = bathroom;
        this.pace = pace;
    }

    void measure() throws IOException {
        ConnectedDevice lamp = bathroom.list().stream()
                .filter(device -> device.getCategory() == DeviceCategory.LIGHT_LAMP)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no lamp"));
        SendActuatorCommandRequest command = SendActuatorCommandRequest.newBuilder()
                .setDeviceId(lamp.getId())
                .setLightAction(LightLampActionRequest.newBuilder().setBrightness(50))
                .build();
        for (int load = 0; load < WARM_UP; load++) {
            gateway(command, MANY, pace);
        }
        List<Load> links = new ArrayList<>();
        List<Load> gateways = new ArrayList<>();
        List<Load> many = new ArrayList<>();
        for (int turn = 0; turn < Pace.TURNS; turn++) {
            links.add(link(lamp, command, pace.turn()));
            gateways.add(gateway(command, 1, pace.turn()));
            many.add(gateway(command, MANY, pace.turn()));
        }
        double bare = lowest(links, 50);
        double through = lowest(gateways, 50);
        report.add(Figure.of("command/link/p50", bare, "ms"));
        report.add(Figure.of("command/link/p99", lowest(links, 99), "ms"));
        report.add(Figure.of("command/gateway/p50", through, "ms").atMost(0.7));
        report.add(Figure.of("command/gateway/p99", lowest(gateways, 99), "ms"));
        report.add(Figure.of("command/gateway/p50/beside-link", through / bare, "of the link's")
                .atMost(2));
        Load quickest = Collections.max(many, Comparator.comparingDouble(Load::perSecond));
        report.add(Figure.of("command/gateway/16-at-once", quickest.perSecond(), "calls/s")
                .atLeast(6_000));
        report.add(Figure.of("command/gateway/16-at-once/p99", quickest.millis(99), "ms"));
    }

    private static double lowest(List<Load> turns, double percentile) {
        return turns.stream().mapToDouble(load -> load.millis(percentile)).min().orElseThrow();
    }

    private Load link(ConnectedDevice lamp, SendActuatorCommandRequest command, Pace time) throws IOException {
        BadezimmerRequest request =
                BadezimmerRequest.newBuilder().setSendActuatorCommand(command).build();
        InetSocketAddress address = new InetSocketAddress(lamp.getIps(0), lamp.getPort());
        return new ClosedLoop(address, 1, () -> new LinkFrames(request)).run(time.warmUp(), time.measured());
    }

    private Load gateway(SendActuatorCommandRequest command, int connections, Pace time) throws IOException {
        byte[] message = command.toByteArray();
        byte[] body = ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        return new ClosedLoop(bathroom.address(), connections, () -> Http1.post(SEND, Bathroom.GRPC_WEB, body))
                .run(time.warmUp(), time.measured());
    }
}
