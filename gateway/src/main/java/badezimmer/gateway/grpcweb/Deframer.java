package badezimmer.gateway.grpcweb;

import java.nio.ByteBuffer;

import io.grpc.Status;

/**
 * Cuts a request's bytes into messages, whatever the pieces they arrive in: {@code [flags][4-byte big-endian
 * length][message]}. Pulled, so that whoever asks for messages sets the pace. The length is judged from the prefix, before
 * anything is allocated for it. Not thread-safe: one for each request.
 */
final class Deframer {

    private static final int PREFIX = 1 + Integer.BYTES;
    private static final byte PLAIN = 0;
    private static final byte COMPRESSED = 1;

    private final int maxLength;
    private final ByteBuffer prefix = ByteBuffer.allocate(PREFIX);
    private ByteBuffer input = ByteBuffer.allocate(0);
    private ByteBuffer message;

    /** @param maxLength the longest message that is taken, in bytes */
    Deframer(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Adds the next bytes, to be taken as messages by {@link #next}. */
    void feed(byte[] bytes) {
        if (input.hasRemaining()) {
            ByteBuffer joined = ByteBuffer.allocate(input.remaining() + bytes.length);
            input = joined.put(input).put(bytes).flip();
        } else {
            input = ByteBuffer.wrap(bytes);
        }
    }

    /** The next whole message, or null if there is none yet. After an exception there is nothing more to be had. */
    byte[] next() throws GrpcWebException {
        if (message == null) {
            transfer(prefix);
            if (prefix.hasRemaining()) {
                return null;
            }
            message = ByteBuffer.allocate(judgePrefix());
        }
        transfer(message);
        if (message.hasRemaining()) {
            return null;
        }
        byte[] whole = message.array();
        message = null;
        prefix.clear();
        return whole;
    }

    /** Whether a message has begun and not ended, as far as {@link #next} has looked. */
    boolean isMidMessage() {
        return prefix.position() > 0;
    }

    private void transfer(ByteBuffer target) {
        int count = Math.min(input.remaining(), target.remaining());
        target.put(target.position(), input, input.position(), count);
        target.position(target.position() + count);
        input.position(input.position() + count);
    }

    private int judgePrefix() throws GrpcWebException {
        byte flags = prefix.get(0);
        if (flags == COMPRESSED) {
            throw new GrpcWebException(Status.INTERNAL.withDescription(
                    "a message is flagged as compressed and the request names no encoding"));
        }
        if (flags != PLAIN) {
            throw new GrpcWebException(Status.INTERNAL.withDescription(
                    String.format("a request holds messages alone, not flags 0x%02x", flags)));
        }
        long length = Integer.toUnsignedLong(prefix.getInt(1));
        if (length > maxLength) {
            throw new GrpcWebException(Status.RESOURCE_EXHAUSTED.withDescription(
                    "a message has at most " + maxLength + " bytes, the prefix says " + length));
        }
        return (int) length;
    }
}
