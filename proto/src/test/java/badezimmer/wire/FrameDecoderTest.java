package badezimmer.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.Empty;
import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.ErrorDetails;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FrameDecoderTest {

    private final List<byte[]> frames = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(Frames.MAX_LENGTH, frames::add);

    @Test
    void aPingIsSixBytes() {
        byte[] ping = Frames.encode(BadezimmerRequest.newBuilder()
                .setEmpty(Empty.getDefaultInstance())
                .build());
        assertArrayEquals(new byte[] {0, 0, 0, 2, 0x0a, 0}, ping);
    }

    @Test
    void aFrameMayArriveInAnyTwoSegments() throws Exception {
        byte[] frame = frame("hello");
        for (int split = 0; split <= frame.length; split++) {
            frames.clear();
            decoder.feed(ByteBuffer.wrap(frame, 0, split));
            decoder.feed(ByteBuffer.wrap(frame, split, frame.length - split));
            assertEquals(1, frames.size(), "split at " + split);
            assertArrayEquals("hello".getBytes(), frames.getFirst());
        }
    }

    @Test
    void aFrameMayArriveByteByByte() throws Exception {
        for (byte b : frame("hello")) {
            decoder.feed(ByteBuffer.wrap(new byte[] {b}));
        }
        assertArrayEquals("hello".getBytes(), frames.getFirst());
        assertFalse(decoder.isMidFrame());
    }

    @Test
    void severalFramesMayShareASegment() throws Exception {
        ByteBuffer both = ByteBuffer.allocate(100)
                .put(frame("one"))
                .put(frame(""))
                .put(frame("two"))
                .flip();
        decoder.feed(both);
        assertEquals(List.of("one", "", "two"), frames.stream().map(String::new).toList());
    }

    @Test
    void knowsThatAFrameIsUnfinished() throws Exception {
        assertFalse(decoder.isMidFrame());
        decoder.feed(ByteBuffer.wrap(new byte[] {0}));
        assertTrue(decoder.isMidFrame());
        decoder.feed(ByteBuffer.wrap(new byte[] {0, 0, 1}));
        assertTrue(decoder.isMidFrame());
        decoder.feed(ByteBuffer.wrap(new byte[] {7}));
        assertFalse(decoder.isMidFrame());
    }

    @Test
    void takesALengthAtTheLimit() throws Exception {
        decoder.feed(ByteBuffer.allocate(Frames.PREFIX + Frames.MAX_LENGTH).putInt(0, Frames.MAX_LENGTH));
        assertEquals(Frames.MAX_LENGTH, frames.getFirst().length);
    }

    @Test
    void refusesALengthAboveTheLimitFromItsPrefix() {
        FrameException e = assertThrows(
                FrameException.class, () -> decoder.feed(ByteBuffer.allocate(4).putInt(0, Frames.MAX_LENGTH + 1)));
        assertEquals("a frame has at most 65536 bytes, the prefix says 65537", e.getMessage());
        assertEquals(0, e.getStackTrace().length);
    }

    @Test
    void readsThePrefixAsUnsigned() {
        FrameException e =
                assertThrows(FrameException.class, () -> decoder.feed(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1})));
        assertEquals("a frame has at most 65536 bytes, the prefix says 4294967295", e.getMessage());
    }

    @Test
    void aMessageAboveTheLimitIsNotEncoded() {
        ErrorDetails tooLong =
                ErrorDetails.newBuilder().setMessage("x".repeat(70_000)).build();
        assertThrows(IllegalArgumentException.class, () -> Frames.encode(tooLong));
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes();
        return ByteBuffer.allocate(Frames.PREFIX + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }
}
