package badezimmer.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

import com.google.protobuf.MessageLite;

import badezimmer.wire.Frames;

/** One request again and again straight to a device, over its link. */
public final class LinkFrames implements Conversation {

    private final ByteBuffer request;
    private final ByteBuffer prefix = ByteBuffer.allocate(Frames.PREFIX);
    private int payload = -1;

    public LinkFrames(MessageLite request) {
        byte[] frame = Frames.encode(request);
        this.request = ByteBuffer.allocateDirect(frame.length).put(frame).flip();
    }

    @Override
    public ByteBuffer next() {
        return request.rewind();
    }

    @Override
    public boolean take(ByteBuffer received) throws IOException {
        while (payload < 0 && received.hasRemaining()) {
            prefix.put(received.get());
            if (!prefix.hasRemaining()) {
                payload = prefix.flip().getInt();
                prefix.clear();
            }
        }
        if (payload < 0) {
            return false;
        }
        payload -= received.remaining();
        received.position(received.limit());
        if (payload < 0) {
            throw new IOException("more came than was asked for");
        }
        if (payload > 0) {
            return false;
        }
        payload = -1;
        return true;
    }
}
