package badezimmer.gateway.grpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import com.google.protobuf.ByteString;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

class SerializedMarshallerTest {

    private final ByteString message = ByteString.copyFromUtf8("serialized already");
    private final SerializedMarshaller marshaller = new SerializedMarshaller();

    @Test
    void tellsItsLengthAndDrains() throws IOException {
        InputStream stream = marshaller.stream(message);
        assertInstanceOf(KnownLength.class, stream);
        assertEquals(message.size(), stream.available());
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        assertEquals(message.size(), assertInstanceOf(Drainable.class, stream).drainTo(target));
        assertArrayEquals(message.toByteArray(), target.toByteArray());
        assertEquals(0, stream.available());
        assertEquals(-1, stream.read());
    }

    @Test
    void mayBeReadInstead() throws IOException {
        assertArrayEquals(message.toByteArray(), marshaller.stream(message).readAllBytes());
    }

    @Test
    void parsesWhatItWrote() {
        assertEquals(message, marshaller.parse(marshaller.stream(message)));
    }
}
