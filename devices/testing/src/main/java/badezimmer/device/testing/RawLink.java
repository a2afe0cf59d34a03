package badezimmer.device.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;

import com.google.protobuf.MessageLite;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/** A gateway's side of a link, as somebody would write it who has only WIRE: blocking, byte by byte. */
public final class RawLink implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Socket socket;
    private final DataInputStream in;

    public RawLink(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** @param from the address of this host that it connects from */
    public RawLink(int port, String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
    }

    /** The message with its length prefix, put together without the code under test. */
    public static byte[] frame(MessageLite message) {
        byte[] payload = message.toByteArray();
        return ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /** Sends these bytes in a segment of their own. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads one answer. */
    public BadezimmerResponse receive() throws IOException {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return BadezimmerResponse.parseFrom(payload);
    }

    /** Sends one request and reads its answer. */
    public BadezimmerResponse ask(BadezimmerRequest request) throws IOException {
        send(frame(request));
        return receive();
    }

    /** Whether the other side closes, without another byte, before patience ends. */
    public boolean isClosedByPeer() throws IOException {
        try {
            in.readByte();
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
