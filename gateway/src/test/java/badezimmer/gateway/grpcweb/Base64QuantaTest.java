package badezimmer.gateway.grpcweb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Base64QuantaTest {

    @Test
    void decodesWhateverTheSplit() throws GrpcWebException {
        byte[] plain = random(200);
        byte[] encoded = Base64.getEncoder().encode(plain);
        for (int split = 0; split <= encoded.length; split++) {
            assertArrayEquals(plain, decode(encoded, split), "split at " + split);
        }
    }

    @Test
    void decodesFramesThatArePaddedEachOnItsOwnWhateverTheSplit() throws GrpcWebException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (int length = 0; length < 8; length++) {
            byte[] frame = random(length);
            plain.writeBytes(frame);
            encoded.writeBytes(Base64.getEncoder().encode(frame));
        }
        for (int split = 0; split <= encoded.size(); split++) {
            assertArrayEquals(plain.toByteArray(), decode(encoded.toByteArray(), split), "split at " + split);
        }
    }

    @Test
    void decodesOneCharacterAtATime() throws GrpcWebException {
        byte[] plain = random(64);
        Base64Quanta quanta = new Base64Quanta();
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (byte character : Base64.getEncoder().encode(plain)) {
            decoded.writeBytes(quanta.decode(new byte[] {character}));
        }
        assertArrayEquals(plain, decoded.toByteArray());
        assertFalse(quanta.isMidQuantum());
    }

    @Test
    void decodesEveryByte() throws GrpcWebException {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertArrayEquals(every, new Base64Quanta().decode(Base64.getEncoder().encode(every)));
    }

    @Test
    void knowsThatAQuantumIsNotWhole() throws GrpcWebException {
        Base64Quanta quanta = new Base64Quanta();
        assertArrayEquals(new byte[] {0, 0, 0}, quanta.decode(bytes("AAAAAA")));
        assertTrue(quanta.isMidQuantum());
        assertArrayEquals(new byte[] {0}, quanta.decode(bytes("==")));
        assertFalse(quanta.isMidQuantum());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"====", "A===", "=AAA", "A=AA", "AA=A", "AA-A", "AA_A", "AA A", "AAA\n", "AAA\u00ff", "AAA\0"})
    void refusesWhatIsNoBase64(String quantum) {
        GrpcWebException refused = assertThrows(
                GrpcWebException.class, () -> new Base64Quanta().decode(quantum.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(Status.Code.INTERNAL, refused.status().getCode());
    }

    private static byte[] decode(byte[] encoded, int split) throws GrpcWebException {
        Base64Quanta quanta = new Base64Quanta();
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        decoded.writeBytes(quanta.decode(Arrays.copyOfRange(encoded, 0, split)));
        decoded.writeBytes(quanta.decode(Arrays.copyOfRange(encoded, split, encoded.length)));
        assertFalse(quanta.isMidQuantum());
        return decoded.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
