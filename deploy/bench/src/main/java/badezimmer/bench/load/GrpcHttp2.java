package badezimmer.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One unary gRPC call again and again over HTTP/2 without TLS; reads frames' heads alone (RFC 9113 section 4.1). */
public final class GrpcHttp2 implements Conversation {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_HEAD = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int INITIAL_WINDOW = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE;
    private static final int TOP_UP = 1 << 28;
    private static final int DEFAULT_WINDOW = 65_535;

    private final byte[] headers;
    private final byte[] message;
    private final ByteBuffer out = ByteBuffer.allocateDirect(4_096);
    private final byte[] head = new byte[FRAME_HEAD];
    private int headLength;
    private int payload;
    private boolean begun;
    private boolean acknowledge;
    private boolean isWhole;
    private int stream = -1;
    private long taken;
    private long data;

    /** @param path of the method, e.g. {@code /package.Service/Method} */
    public GrpcHttp2(String path, byte[] message) {
        this.headers = headers(path);
        this.message = ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }

    @Override
    public ByteBuffer next() {
        out.clear();
        if (!begun) {
            begun = true;
            out.put(PREFACE);
            frame(6, SETTINGS, 0, 0);
            out.putShort((short) INITIAL_WINDOW).putInt(LARGEST_WINDOW);
            widen(LARGEST_WINDOW - DEFAULT_WINDOW);
        }
        if (acknowledge) {
            acknowledge = false;
            frame(0, SETTINGS, ACK, 0);
        }
        if (taken > TOP_UP) {
            widen((int) taken);
            taken = 0;
        }
        stream += 2;
        frame(headers.length, HEADERS, END_HEADERS, stream);
        out.put(headers);
        frame(message.length, DATA, END_STREAM, stream);
        return out.put(message).flip();
    }

    @Override
    public boolean take(ByteBuffer received) throws IOException {
        while (received.hasRemaining()) {
            if (payload > 0) {
                int count = Math.min(payload, received.remaining());
                received.position(received.position() + count);
                payload -= count;
            } else {
                takeHead(received);
            }
        }
        boolean ended = isWhole && payload == 0;
        isWhole &= !ended;
        return ended;
    }

    private void takeHead(ByteBuffer received) throws IOException {
        int count = Math.min(FRAME_HEAD - headLength, received.remaining());
        received.get(head, headLength, count);
        headLength += count;
        if (headLength < FRAME_HEAD) {
            return;
        }
        headLength = 0;
        payload = (head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | head[2] & 0xFF;
        int flags = head[4];
        switch (head[3]) {
            case DATA -> {
                taken += payload;
                data += payload;
            }
            case HEADERS -> {
                if ((flags & END_STREAM) != 0) {
                    end();
                }
            }
            case SETTINGS -> acknowledge |= (flags & ACK) == 0;
            case RESET, GO_AWAY -> throw new IOException("the server ended the stream or the connection");
            default -> {}
        }
    }

    /** Trailers are compressed and not read: that there is a message tells an answer from a failure. */
    private void end() throws IOException {
        if (data == 0) {
            throw new IOException("the call failed: its answer holds no message");
        }
        data = 0;
        isWhole = true;
    }

    private void widen(int by) {
        frame(4, WINDOW_UPDATE, 0, 0);
        out.putInt(by);
    }

    private void frame(int length, int type, int flags, int stream) {
        out.put((byte) (length >> 16)).putShort((short) length).put((byte) type).put((byte) flags);
        out.putInt(stream);
    }

    /** Literal fields that are not indexed (RFC 7541 section 6.2.2), so that every request has the same bytes. */
    private static byte[] headers(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", "POST");
        field(block, ":scheme", "http");
        field(block, ":path", path);
        field(block, ":authority", "localhost");
        field(block, "te", "trailers");
        field(block, "content-type", "application/grpc");
        return block.toByteArray();
    }

    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > 126) {
            throw new IllegalArgumentException("longer than one byte of length says: " + text);
        }
        block.write(bytes.length);
        block.writeBytes(bytes);
    }
}
