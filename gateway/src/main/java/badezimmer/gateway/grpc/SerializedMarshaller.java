package badezimmer.gateway.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.google.protobuf.ByteString;
import io.grpc.MethodDescriptor;

/** Takes messages that are serialized already as they are. */
final class SerializedMarshaller implements MethodDescriptor.Marshaller<ByteString> {

    @Override
    public InputStream stream(ByteString message) {
        return new SerializedStream(message);
    }

    @Override
    public ByteString parse(InputStream stream) {
        try {
            return ByteString.readFrom(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("a message could not be read from memory", e);
        }
    }
}
