package badezimmer.acceptance;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.google.protobuf.Empty;

import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSARecord;
import badezimmer.proto.MDNSPointerRecord;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;
import badezimmer.proto.TransportProtocol;

/**
 * Water leak sensors written from the protocol document: each announces what it is told at a port of its own, and answers
 * every request with empty.
 */
final class HandmadeDevice implements AutoCloseable {

    private static final String TYPE = "_waterleak._tcp.local.";

    private final InetAddress group;
    private final int discoveryPort;
    private final MulticastSocket multicast;
    private final Map<String, ServerSocket> links = new HashMap<>();
    private final Map<ServerSocket, Collection<Socket>> connections = new ConcurrentHashMap<>();

    HandmadeDevice(int discoveryPort) {
        this.discoveryPort = discoveryPort;
        try {
            group = InetAddress.ofLiteral("224.0.0.251");
            multicast = new MulticastSocket();
            multicast.setNetworkInterface(NetworkInterface.getByName("lo"));
            multicast.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String id(String name) {
        return name + "@" + TYPE;
    }

    void announce(String name, Map<String, String> properties) {
        send(name, properties, 60);
    }

    /** Says goodbye and closes the port. */
    void sayGoodbye(String name) {
        send(name, Map.of(), 0);
        close(links.remove(name));
    }

    @Override
    public void close() {
        multicast.close();
        links.values().forEach(this::close);
    }

    private ServerSocket listen(String name) {
        try {
            ServerSocket link = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            Collection<Socket> open = new ConcurrentLinkedQueue<>();
            connections.put(link, open);
            Thread.ofVirtual().name(name).start(() -> serve(link, open));
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close(ServerSocket link) {
        try {
            link.close();
            for (Socket connection : connections.remove(link)) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String name, Map<String, String> properties, int ttl) {
        String full = name + "." + TYPE;
        int port = links.computeIfAbsent(name, this::listen).getLocalPort();
        MDNSRecord.Builder unique =
                MDNSRecord.newBuilder().setName(full).setTtl(ttl).setCacheFlush(true);
        MDNSQueryResponse records = MDNSQueryResponse.newBuilder()
                .addAnswers(MDNSRecord.newBuilder()
                        .setName(TYPE)
                        .setTtl(ttl)
                        .setPtrRecord(
                                MDNSPointerRecord.newBuilder().setName(TYPE).setDomainName(full)))
                .addAdditionalRecords(unique.clone()
                        .setARecord(MDNSARecord.newBuilder().setName(full).setAddress("127.0.0.1")))
                .addAdditionalRecords(unique.clone()
                        .setSrvRecord(MDNSSRVRecord.newBuilder()
                                .setName(name)
                                .setInstance(name)
                                .setService("_waterleak")
                                .setTarget(full)
                                .setPort(port)
                                .setProtocol(TransportProtocol.TCP_PROTOCOL)))
                .addAdditionalRecords(unique.clone()
                        .setTxtRecord(MDNSTextRecord.newBuilder()
                                .setName(full)
                                .putEntries("kind", "SENSOR_KIND")
                                .putEntries("category", "WATER_LEAK")
                                .putAllEntries(properties)))
                .build();
        byte[] message = MDNS.newBuilder().setQueryResponse(records).build().toByteArray();
        byte[] frame = ByteBuffer.allocate(Integer.BYTES + message.length)
                .putInt(message.length)
                .put(message)
                .array();
        try {
            multicast.send(new DatagramPacket(frame, frame.length, group, discoveryPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket link, Collection<Socket> open) {
        try {
            while (true) {
                Socket connection = link.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private static void answer(Socket connection) {
        byte[] empty = BadezimmerResponse.newBuilder()
                .setEmpty(Empty.getDefaultInstance())
                .build()
                .toByteArray();
        byte[] frame = ByteBuffer.allocate(Integer.BYTES + empty.length)
                .putInt(empty.length)
                .put(empty)
                .array();
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                in.skipNBytes(in.readInt());
                out.write(frame);
            }
        } catch (IOException e) {
            // The gateway closed its end.
        }
    }
}
