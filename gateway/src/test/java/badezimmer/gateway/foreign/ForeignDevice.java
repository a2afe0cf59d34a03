package badezimmer.gateway.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.config.ConfigProvider;

import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSARecord;
import badezimmer.proto.MDNSPointerRecord;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;
import badezimmer.proto.TransportProtocol;

/**
 * A device of somebody else's making, written from WIRE alone: like the oldest ones it sends transaction id 0 and no
 * timestamp, announces 4,500 s and whatever addresses it was given, hears no query and answers none. Loopback has many
 * addresses, so each may be a host of its own.
 */
public final class ForeignDevice implements AutoCloseable {

    private static final int TTL = 4_500;

    private final String name;
    private final String type;
    private final DatagramSocket socket;
    private final ForeignLink link;
    private final Map<String, String> text = new TreeMap<>();
    private List<String> addresses = List.of();
    private TransportProtocol protocol = TransportProtocol.TCP_PROTOCOL;
    private int port;

    /**
     * @param host the address that it sends from and listens at
     * @param type e.g. {@code _lightlamp._tcp.local.}
     */
    public ForeignDevice(String host, String name, String type) {
        this.name = name;
        this.type = type;
        this.link = new ForeignLink(InetAddress.ofLiteral(host));
        this.port = link.port();
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ForeignDevice lamp(String name) {
        return new ForeignDevice("127.0.0.1", name, "_lightlamp._tcp.local.")
                .with("kind", "ACTUATOR_KIND")
                .with("category", "LIGHT_LAMP")
                .with("is_on", "false")
                .with("brightness", "70")
                .with("color", "0xFFFFFF");
    }

    public static ForeignDevice leakSensor(String name) {
        return new ForeignDevice("127.0.0.1", name, "_waterleak._tcp.local.")
                .with("kind", "SENSOR_KIND")
                .with("category", "WATER_LEAK")
                .with("severity", "0");
    }

    public ForeignDevice with(String key, String value) {
        text.put(key, value);
        return this;
    }

    public ForeignDevice announcing(String... addresses) {
        this.addresses = List.of(addresses);
        return this;
    }

    /** Announces a port other than its own. */
    public ForeignDevice atPort(int port, TransportProtocol protocol) {
        this.port = port;
        this.protocol = protocol;
        return this;
    }

    public ForeignLink link() {
        return link;
    }

    public String id() {
        return name + "@" + type;
    }

    /** Announces the whole record set, and where its link is now. */
    public ForeignDevice announce() {
        send(records(TTL));
        return this;
    }

    /** Announces itself, and PTRs of others that it has heard of, as answers to type queries do. */
    public void announceWithHints(String... others) {
        MDNSQueryResponse.Builder response = records(TTL).toBuilder();
        for (String other : others) {
            response.addAnswers(pointer(other + "." + type, TTL));
        }
        send(response.build());
    }

    /** Says goodbye as existing nodes do, the whole record set, and ends. */
    public void goodbye() {
        forgeGoodbye();
        link.close();
    }

    /** Says goodbye, and goes on. */
    public void forgeGoodbye() {
        send(records(0));
    }

    /** Says goodbye with its PTR alone, and goes on. */
    public void forgeShortGoodbye() {
        send(MDNSQueryResponse.newBuilder().addAnswers(pointer(fullName(), 0)).build());
    }

    /** Listens again, as after a restart, on another port. */
    public void restart() {
        link.listen(0);
        port = link.port();
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte[] datagram) {
        int group = ConfigProvider.getConfig().getValue("badezimmer.discovery.port", int.class);
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.ofLiteral("224.0.0.251"), group));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        goodbye();
        socket.close();
    }

    private void send(MDNSQueryResponse response) {
        sendRaw(ForeignLink.frame(
                MDNS.newBuilder().setQueryResponse(response).build().toByteArray()));
    }

    private MDNSQueryResponse records(int ttl) {
        MDNSQueryResponse.Builder response = MDNSQueryResponse.newBuilder().addAnswers(pointer(fullName(), ttl));
        for (String address : addresses) {
            response.addAdditionalRecords(record(ttl)
                    .setARecord(MDNSARecord.newBuilder().setName(fullName()).setAddress(address)));
        }
        response.addAdditionalRecords(record(ttl)
                .setSrvRecord(MDNSSRVRecord.newBuilder()
                        .setName(name)
                        .setInstance(name)
                        .setService(type.substring(0, type.indexOf('.')))
                        .setTarget(fullName())
                        .setProtocol(protocol)
                        .setPort(port)));
        response.addAdditionalRecords(record(ttl)
                .setTxtRecord(MDNSTextRecord.newBuilder().setName(fullName()).putAllEntries(text)));
        return response.build();
    }

    private MDNSRecord.Builder record(int ttl) {
        return MDNSRecord.newBuilder().setName(fullName()).setTtl(ttl).setCacheFlush(true);
    }

    private MDNSRecord pointer(String to, int ttl) {
        return MDNSRecord.newBuilder()
                .setName(type)
                .setTtl(ttl)
                .setPtrRecord(MDNSPointerRecord.newBuilder().setName(type).setDomainName(to))
                .build();
    }

    private String fullName() {
        return name + "." + type;
    }
}
