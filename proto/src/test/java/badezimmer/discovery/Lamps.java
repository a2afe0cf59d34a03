package badezimmer.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.TransportProtocol;
import badezimmer.wire.Frames;

/** Services for tests, and datagrams as a node of another make would send them. */
final class Lamps {

    static final String TYPE = "_lightlamp._tcp.local.";

    private Lamps() {}

    static Service lamp(int port) {
        return lamp("Light Lamp", port);
    }

    static Service lamp(String name, int port) {
        return new Service(
                name,
                TYPE,
                List.of(),
                port,
                TransportProtocol.TCP_PROTOCOL,
                DeviceKind.ACTUATOR_KIND,
                DeviceCategory.LIGHT_LAMP,
                2,
                Map.of("is_on", "false", "brightness", "0", "color", "0xFFFFFF"),
                Duration.ofSeconds(60));
    }

    static byte[] bytes(MDNS message, int transaction) {
        return Frames.encode(message.toBuilder().setTransactionId(transaction).build());
    }

    static byte[] datagram(MDNSQueryResponse response) {
        return Frames.encode(MDNS.newBuilder().setQueryResponse(response).build());
    }

    static MDNS message(Datagram datagram) {
        return message(datagram.bytes());
    }

    static MDNS message(byte[] datagram) {
        try {
            return Messages.decode(datagram, DiscoverySettings.Limits.defaults());
        } catch (Dropped e) {
            throw new AssertionError("cannot be decoded: " + e.drop());
        }
    }
}
