package badezimmer.gateway.grpcweb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeframerTest {

    private static final int MAX = 16;

    /** Three messages: of two bytes, of none, of one. */
    private static final byte[] THREE = hex("00 00000002 aabb 00 00000000 00 00000001 cc");

    @Test
    void cutsMessagesWhateverTheSplit() throws GrpcWebException {
        for (int split = 0; split <= THREE.length; split++) {
            Deframer deframer = new Deframer(MAX);
            List<String> messages = new ArrayList<>();
            deframer.feed(Arrays.copyOfRange(THREE, 0, split));
            drain(deframer, messages);
            deframer.feed(Arrays.copyOfRange(THREE, split, THREE.length));
            drain(deframer, messages);
            assertEquals(List.of("aabb", "", "cc"), messages, "split at " + split);
            assertFalse(deframer.isMidMessage());
        }
    }

    @Test
    void keepsWhatIsNotTakenYet() throws GrpcWebException {
        for (int split = 0; split <= THREE.length; split++) {
            Deframer deframer = new Deframer(MAX);
            deframer.feed(Arrays.copyOfRange(THREE, 0, split));
            deframer.feed(Arrays.copyOfRange(THREE, split, THREE.length));
            List<String> messages = new ArrayList<>();
            drain(deframer, messages);
            assertEquals(List.of("aabb", "", "cc"), messages, "split at " + split);
        }
    }

    @Test
    void knowsThatAMessageIsNotWhole() throws GrpcWebException {
        Deframer deframer = new Deframer(MAX);
        assertFalse(deframer.isMidMessage());
        deframer.feed(hex("00"));
        assertNull(deframer.next());
        assertTrue(deframer.isMidMessage());
        deframer.feed(hex("00000001"));
        assertNull(deframer.next());
        assertTrue(deframer.isMidMessage());
        deframer.feed(hex("dd"));
        assertArrayEquals(hex("dd"), deframer.next());
        assertFalse(deframer.isMidMessage());
    }

    @Test
    void takesAMessageOfTheGreatestLength() throws GrpcWebException {
        Deframer deframer = new Deframer(MAX);
        deframer.feed(hex("00 00000010"));
        deframer.feed(new byte[MAX]);
        assertArrayEquals(new byte[MAX], deframer.next());
    }

    @ParameterizedTest
    @CsvSource({
        "00 00000011, RESOURCE_EXHAUSTED",
        "00 7fffffff, RESOURCE_EXHAUSTED",
        "00 ffffffff, RESOURCE_EXHAUSTED",
        "01 00000001, INTERNAL",
        "02 00000001, INTERNAL",
        "80 00000000, INTERNAL"
    })
    void judgesByThePrefixAlone(String prefix, Status.Code code) {
        Deframer deframer = new Deframer(MAX);
        deframer.feed(hex(prefix));
        GrpcWebException refused = assertThrows(GrpcWebException.class, deframer::next);
        assertEquals(code, refused.status().getCode());
    }

    private static void drain(Deframer deframer, List<String> messages) throws GrpcWebException {
        for (byte[] message = deframer.next(); message != null; message = deframer.next()) {
            messages.add(HexFormat.of().formatHex(message));
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
