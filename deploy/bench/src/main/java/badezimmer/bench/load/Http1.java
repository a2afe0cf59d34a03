package badezimmer.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One request again and again over HTTP/1.1; an answer has status 200 and a Content-Length. */
public final class Http1 implements Conversation {

    private static final int LONGEST_HEAD = 4_096;
    private static final byte[] OK = ascii("HTTP/1.1 200");
    private static final byte[] LENGTH = ascii("\ncontent-length:");
    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final ByteBuffer request;
    private final byte[] head = new byte[LONGEST_HEAD];
    private int headLength;
    private int last;
    private long body = -1;

    private Http1(byte[] request) {
        this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
    }

    public static Http1 get(String path) {
        return new Http1(ascii("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    public static Http1 post(String path, String type, byte[] body) {
        return withBody("POST", path, type, body);
    }

    public static Http1 patch(String path, String type, byte[] body) {
        return withBody("PATCH", path, type, body);
    }

    private static Http1 withBody(String verb, String path, String type, byte[] body) {
        byte[] head = ascii(verb + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        return new Http1(ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array());
    }

    @Override
    public ByteBuffer next() {
        return request.rewind();
    }

    @Override
    public boolean take(ByteBuffer received) throws IOException {
        while (body < 0 && received.hasRemaining()) {
            takeHead(received.get());
        }
        if (body < 0) {
            return false;
        }
        body -= received.remaining();
        received.position(received.limit());
        if (body < 0) {
            throw new IOException("more came than was asked for");
        }
        if (body > 0) {
            return false;
        }
        body = -1;
        return true;
    }

    private void takeHead(byte next) throws IOException {
        if (headLength == LONGEST_HEAD) {
            throw new IOException("the head of the answer is longer than " + LONGEST_HEAD);
        }
        head[headLength++] = next;
        last = last << 8 | next;
        if (last == END) {
            body = length();
            headLength = 0;
            last = 0;
        }
    }

    private long length() throws IOException {
        for (int i = 0; i < OK.length; i++) {
            if (head[i] != OK[i]) {
                throw failure();
            }
        }
        for (int from = OK.length; from < headLength - LENGTH.length; from++) {
            if (isLength(from)) {
                long length = 0;
                for (int i = from + LENGTH.length; head[i] != '\r'; i++) {
                    length = head[i] == ' ' ? length : length * 10 + head[i] - '0';
                }
                return length;
            }
        }
        throw failure();
    }

    private boolean isLength(int from) {
        for (int i = 0; i < LENGTH.length; i++) {
            int c = head[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private IOException failure() {
        return new IOException("not an answer with status 200 and a length: "
                + new String(head, 0, headLength, StandardCharsets.US_ASCII).strip());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
