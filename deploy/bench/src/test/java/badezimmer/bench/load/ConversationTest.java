package badezimmer.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.wire.Frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A load client that takes an unfinished or failed answer for a good one measures nothing. */
class ConversationTest {

    private static final byte[] HTTP_ANSWER =
            "HTTP/1.1 200 OK\r\nX: y\r\ncontent-Length: 3\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII);

    @Test
    void anHttpAnswerEndsWithItsLastByte() throws IOException {
        Http1 conversation = Http1.get("/devices");
        for (int call = 0; call < 2; call++) {
            endsWithItsLastByte(conversation, HTTP_ANSWER);
        }
        assertTrue(conversation.take(ByteBuffer.wrap(HTTP_ANSWER)));
    }

    @Test
    void anHttpFailureIsNoAnswer() {
        Http1 conversation = Http1.get("/devices");
        assertThrows(
                IOException.class, () -> conversation.take(ascii("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n")));
    }

    @Test
    void anHttpAnswerWithoutItsLengthIsNone() {
        Http1 conversation = Http1.get("/devices");
        assertThrows(IOException.class, () -> conversation.take(ascii("HTTP/1.1 200 OK\r\n\r\nabc")));
    }

    @Test
    void moreThanAnAnswerIsNone() {
        Http1 conversation = Http1.get("/devices");
        assertThrows(
                IOException.class, () -> conversation.take(ascii("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nabc")));
    }

    @Test
    void anHttpRequestIsWholeEveryTime() {
        Http1 conversation = Http1.post("/x", "text/plain", new byte[] {'a', 'b'});
        for (int call = 0; call < 2; call++) {
            ByteBuffer request = conversation.next();
            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            assertEquals(
                    "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nab",
                    new String(bytes, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aCallOverHttp2EndsWithTheHeadersThatEndItsStream() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(frame(4, 0, 0, new byte[6]));
        answer.writeBytes(frame(1, 4, 1, new byte[20]));
        answer.writeBytes(frame(0, 0, 1, new byte[300]));
        answer.writeBytes(frame(1, 5, 1, new byte[10]));
        endsWithItsLastByte(new GrpcHttp2("/s/M", new byte[0]), answer.toByteArray());
    }

    @Test
    void aCallOverHttp2ThatHoldsNoMessageFailed() {
        GrpcHttp2 conversation = new GrpcHttp2("/s/M", new byte[0]);
        byte[] failure = frame(1, 5, 1, new byte[10]);
        assertThrows(IOException.class, () -> conversation.take(ByteBuffer.wrap(failure)));
    }

    @Test
    void aLinksAnswerEndsWithItsFrame() throws IOException {
        LinkFrames conversation = new LinkFrames(BadezimmerRequest.getDefaultInstance());
        byte[] frame = ByteBuffer.allocate(Frames.PREFIX + 7).putInt(7).array();
        for (int call = 0; call < 2; call++) {
            endsWithItsLastByte(conversation, frame);
        }
        assertTrue(conversation.take(ByteBuffer.wrap(new byte[Frames.PREFIX])));
    }

    private static void endsWithItsLastByte(Conversation conversation, byte[] answer) throws IOException {
        for (int i = 0; i < answer.length - 1; i++) {
            assertFalse(conversation.take(ByteBuffer.wrap(answer, i, 1)), "after " + i + " bytes");
        }
        assertTrue(conversation.take(ByteBuffer.wrap(answer, answer.length - 1, 1)));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) 0)
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
