package badezimmer.device.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.protobuf.InvalidProtocolBufferException;

import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQuestion;
import badezimmer.proto.MDNSType;

/** Another member of the multicast group on loopback, as somebody would write it who has only WIRE. */
public final class Neighbor implements AutoCloseable {

    private static final String GROUP = "224.0.0.251";
    private static final int LARGEST_DATAGRAM = 65_535;

    private final MulticastSocket socket;
    private final InetSocketAddress group;
    private final List<MDNS> heard = new CopyOnWriteArrayList<>();

    public Neighbor(int port) throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        group = new InetSocketAddress(GROUP, port);
        socket = new MulticastSocket(port);
        socket.setNetworkInterface(loopback);
        socket.joinGroup(group, loopback);
        Thread.ofVirtual().name("neighbor").start(this::listen);
    }

    /** Every message heard so far, in order; its own included. */
    public List<MDNS> heard() {
        return List.copyOf(heard);
    }

    /** The last announcement or goodbye of a device of this type. */
    public Optional<Announcement> lastOf(String type) {
        return heard().reversed().stream()
                .flatMap(message -> Announcement.of(message).stream())
                .filter(announcement -> announcement.type().equals(type))
                .findFirst();
    }

    /** Asks for a type, or for {@code _services._dns-sd._udp.local}, as existing nodes do: transaction 0, no timestamp. */
    public void ask(String type) throws IOException {
        send(MDNS.newBuilder()
                .setQueryRequest(MDNSQueryRequest.newBuilder()
                        .addQuestions(MDNSQuestion.newBuilder().setName(type).setType(MDNSType.MDNS_PTR)))
                .build());
    }

    /** Sends a message to the group. */
    public void send(MDNS message) throws IOException {
        byte[] frame = RawLink.frame(message);
        socket.send(new DatagramPacket(frame, frame.length, group));
    }

    @Override
    public void close() {
        socket.close();
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        try {
            while (true) {
                packet.setLength(LARGEST_DATAGRAM);
                socket.receive(packet);
                heard.add(parse(packet));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MDNS parse(DatagramPacket packet) throws InvalidProtocolBufferException {
        ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        byte[] payload = new byte[bytes.getInt()];
        bytes.get(payload);
        return MDNS.parseFrom(payload);
    }
}
