package badezimmer.wire;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into frames, whatever the segments they arrive in. The length is judged from the prefix, before
 * anything is allocated for it. Not thread-safe: one for each connection.
 */
public final class FrameDecoder {

    private final int maxLength;
    private final Consumer<byte[]> frames;
    private final byte[] prefix = new byte[Frames.PREFIX];
    private int prefixFilled;
    private byte[] payload;
    private int payloadFilled;

    /**
     * @param maxLength the longest payload that is taken, in bytes
     * @param frames takes each complete payload, without its prefix; may be empty
     */
    public FrameDecoder(int maxLength, Consumer<byte[]> frames) {
        this.maxLength = maxLength;
        this.frames = frames;
    }

    /**
     * Takes the next bytes and hands on every frame that they complete.
     *
     * @throws FrameException if a prefix is above the limit; the stream is then lost and the decoder not to be used again
     */
    public void feed(ByteBuffer bytes) throws FrameException {
        while (bytes.hasRemaining()) {
            if (payload == null) {
                readPrefix(bytes);
            } else {
                readPayload(bytes);
            }
        }
    }

    /** Whether a frame has begun and not ended: its sender owes the rest. */
    public boolean isMidFrame() {
        return prefixFilled > 0;
    }

    private void readPrefix(ByteBuffer bytes) throws FrameException {
        int count = Math.min(bytes.remaining(), Frames.PREFIX - prefixFilled);
        bytes.get(prefix, prefixFilled, count);
        prefixFilled += count;
        if (prefixFilled == Frames.PREFIX) {
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
            if (length > maxLength) {
                throw new FrameException("a frame has at most " + maxLength + " bytes, the prefix says " + length);
            }
            payload = new byte[(int) length];
            payloadFilled = 0;
            complete();
        }
    }

    private void readPayload(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), payload.length - payloadFilled);
        bytes.get(payload, payloadFilled, count);
        payloadFilled += count;
        complete();
    }

    private void complete() {
        if (payloadFilled == payload.length) {
            byte[] frame = payload;
            payload = null;
            prefixFilled = 0;
            frames.accept(frame);
        }
    }
}
