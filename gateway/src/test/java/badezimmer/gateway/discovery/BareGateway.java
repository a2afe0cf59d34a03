package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.Service;
import badezimmer.gateway.command.Commands;
import badezimmer.gateway.config.CheckedConfig;
import badezimmer.gateway.config.GatewayConfig;
import badezimmer.gateway.metrics.GatewayMeters;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.SendActuatorCommandResponse;
import badezimmer.proto.TransportProtocol;
import badezimmer.wire.FrameDecoder;
import badezimmer.wire.FrameException;
import badezimmer.wire.Frames;

import static badezimmer.device.testing.Patience.await;

/** What is between the faces and a device, without Quarkus and multicast: one lamp is listed, linked, and carries out all. */
public final class BareGateway implements AutoCloseable {

    public static final String LAMP = "Light Lamp@_lightlamp._tcp.local.";

    private static final byte[] DONE = Frames.encode(BadezimmerResponse.newBuilder()
            .setSendActuatorCommandResponse(
                    SendActuatorCommandResponse.newBuilder().setMessage("Done."))
            .build());

    public final Vertx vertx = Vertx.vertx();
    public final DeviceRegistry registry = new DeviceRegistry();
    public final Commands commands;
    private final Discovery discovery;

    public BareGateway() throws Exception {
        GatewayConfig settings = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(GatewayConfig.class);
        CheckedConfig config = new CheckedConfig(settings);
        GatewayMeters meters = new GatewayMeters(new SimpleMeterRegistry());
        discovery = new Discovery(vertx, config, registry, meters);
        commands = new Commands(registry, discovery, meters, config);

        NetServer lamp =
                get(vertx.createNetServer().connectHandler(BareGateway::serve).listen(0, "127.0.0.1"));
        Service service = new Service(
                "Light Lamp",
                "_lightlamp._tcp.local.",
                List.of(),
                lamp.actualPort(),
                TransportProtocol.TCP_PROTOCOL,
                DeviceKind.ACTUATOR_KIND,
                DeviceCategory.LIGHT_LAMP,
                2,
                Map.of("is_on", "false"),
                Duration.ofSeconds(60));
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        discovery.context().runOnContext(any -> discovery.devices().on(new Announced(service, loopback)));
        await().until(() -> discovery.devices().isAlive(service.fullName()));
    }

    @Override
    public void close() throws Exception {
        Promise<Void> linksClosed = Promise.promise();
        discovery.context().runOnContext(any -> {
            discovery.devices().close();
            linksClosed.complete();
        });
        get(linksClosed.future());
        get(vertx.close());
    }

    private static void serve(NetSocket connection) {
        FrameDecoder frames = new FrameDecoder(Frames.MAX_LENGTH, any -> connection.write(Buffer.buffer(DONE)));
        connection.handler(bytes -> {
            try {
                frames.feed(ByteBuffer.wrap(bytes.getBytes()));
            } catch (FrameException e) {
                connection.close();
            }
        });
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
