package badezimmer.gateway.grpcweb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;

import io.vertx.core.buffer.Buffer;

/** Takes the payload of one frame of an answer and puts its prefix before it; base64 if the answer is text. */
final class FrameOutput extends ByteArrayOutputStream {

    /** Flags of a frame that holds a message. */
    static final int MESSAGE = 0;

    /** Flags of the last frame of an answer, which holds the trailers. */
    static final int TRAILERS = 0x80;

    private static final int PREFIX = 1 + Integer.BYTES;

    private final boolean text;

    /** @param expected how long the payload will be, in bytes, as far as that is known */
    FrameOutput(int flags, int expected, boolean text) {
        super(PREFIX + expected);
        this.text = text;
        write(flags);
        count = PREFIX;
    }

    /** The whole frame, padded on its own if it is text. */
    Buffer frame() {
        ByteBuffer frame = ByteBuffer.wrap(buf, 0, count).putInt(1, count - PREFIX);
        if (text) {
            return Buffer.buffer(Base64.getEncoder().encode(frame).array());
        }
        return Buffer.buffer(count).appendBytes(buf, 0, count);
    }
}
