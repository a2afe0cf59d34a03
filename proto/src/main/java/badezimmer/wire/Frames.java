package badezimmer.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;

/** The envelope of every message, on TCP and UDP: its length as 4 bytes, big-endian, then that many bytes. */
public final class Frames {

    /** Bytes of the length prefix. */
    public static final int PREFIX = Integer.BYTES;

    /** The longest message, without its prefix, that nodes take: 64 KiB. */
    public static final int MAX_LENGTH = 64 * 1024;

    private Frames() {}

    /** The message with its prefix. Throws {@link IllegalArgumentException} above {@link #MAX_LENGTH}. */
    public static byte[] encode(MessageLite message) {
        int length = message.getSerializedSize();
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a message has at most " + MAX_LENGTH + " bytes, this one has " + length);
        }
        byte[] frame = new byte[PREFIX + length];
        ByteBuffer.wrap(frame).putInt(length);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(frame, PREFIX, length);
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused a message of its own size", e);
        }
        return frame;
    }
}
