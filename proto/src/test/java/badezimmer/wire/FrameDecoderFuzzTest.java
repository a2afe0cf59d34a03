package badezimmer.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.fuzz.Allocation;
import badezimmer.fuzz.Inputs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any bytes, cut anywhere: the same frames, the same refusal, and nothing allocated for a length that is refused. */
class FrameDecoderFuzzTest {

    /** What the list of frames and an exception need. */
    private static final int SLACK = 16 * 1024;

    /** Input: how long each segment is, a byte each up to a zero; then the stream. */
    @FuzzTest
    void segments(byte[] input) {
        // What a first run allocates may be classes, not frames.
        assertTrue(isThrifty(input) || isThrifty(input), "more was allocated than there is to hold");
    }

    private static boolean isThrifty(byte[] input) {
        int cuts = 0;
        while (cuts < input.length && input[cuts] != 0) {
            cuts++;
        }
        ByteBuffer stream =
                ByteBuffer.wrap(input, Math.min(cuts + 1, input.length), Math.max(0, input.length - cuts - 1));
        Outcome expected = read(stream.duplicate());

        Allocation allocation = new Allocation();
        List<byte[]> frames = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder(Frames.MAX_LENGTH, frames::add);
        boolean refused = false;
        try {
            for (int segment = 0; stream.hasRemaining(); segment++) {
                int length =
                        cuts == 0 ? stream.remaining() : Math.min(stream.remaining(), input[segment % cuts] & 0xff);
                decoder.feed(stream.slice(stream.position(), length));
                stream.position(stream.position() + length);
            }
        } catch (FrameException e) {
            refused = true;
        }
        boolean thrifty = allocation.bytes() <= Frames.MAX_LENGTH + SLACK + 100L * input.length;

        assertEquals(expected.refused(), refused);
        assertEquals(expected.frames().size(), frames.size());
        for (int i = 0; i < frames.size(); i++) {
            assertArrayEquals(expected.frames().get(i), frames.get(i));
        }
        if (!refused) {
            assertEquals(expected.owing(), decoder.isMidFrame());
        }
        return thrifty;
    }

    @ParameterizedTest
    @MethodSource
    void knownInputs(byte[] input) {
        segments(input);
    }

    static Stream<Named<byte[]>> knownInputs() {
        return Inputs.of(FrameDecoderFuzzTest.class, "segments");
    }

    private record Outcome(List<byte[]> frames, boolean refused, boolean owing) {}

    /** What is in a stream that is there whole. */
    private static Outcome read(ByteBuffer stream) {
        List<byte[]> frames = new ArrayList<>();
        while (stream.remaining() >= Frames.PREFIX) {
            int length = stream.getInt();
            if (length < 0 || length > Frames.MAX_LENGTH) {
                return new Outcome(frames, true, true);
            }
            if (length > stream.remaining()) {
                return new Outcome(frames, false, true);
            }
            byte[] frame = new byte[length];
            stream.get(frame);
            frames.add(frame);
        }
        return new Outcome(frames, false, stream.hasRemaining());
    }
}
