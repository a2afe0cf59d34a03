package badezimmer.gateway.grpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;

import com.google.protobuf.ByteString;
import io.grpc.Drainable;
import io.grpc.KnownLength;

/** A serialized message on its way out: copied once, its length known before. */
final class SerializedStream extends FilterInputStream implements Drainable, KnownLength {

    private ByteString rest;

    SerializedStream(ByteString message) {
        super(message.newInput());
        rest = message;
    }

    /** To be called once, before anything is read. */
    @Override
    public int drainTo(OutputStream target) throws IOException {
        int length = rest.size();
        rest.writeTo(target);
        rest = ByteString.EMPTY;
        in = rest.newInput();
        return length;
    }
}
