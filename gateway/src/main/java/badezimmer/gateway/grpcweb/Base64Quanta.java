package badezimmer.gateway.grpcweb;

import java.util.Arrays;

import io.grpc.Status;

/**
 * Decodes a stream of base64 (RFC 4648 section 4) that arrives in pieces of any length. It is decoded in quanta of four
 * characters, each of which may be padded: a client encodes every frame on its own, so that {@code =} may stand anywhere
 * between two frames. Not thread-safe: one for each request.
 */
final class Base64Quanta {

    private static final int QUANTUM = 4;
    private static final byte PADDING = '=';
    private static final byte[] VALUES = values();

    private final byte[] quantum = new byte[QUANTUM];
    private int filled;

    /** The bytes that these characters complete; up to three characters wait for the next piece. */
    byte[] decode(byte[] characters) throws GrpcWebException {
        byte[] decoded = new byte[(filled + characters.length) / QUANTUM * 3];
        int length = 0;
        for (byte character : characters) {
            quantum[filled++] = character;
            if (filled == QUANTUM) {
                length += decodeQuantum(decoded, length);
                filled = 0;
            }
        }
        return length == decoded.length ? decoded : Arrays.copyOf(decoded, length);
    }

    /** Whether a quantum has begun and not ended: its sender owes the rest. */
    boolean isMidQuantum() {
        return filled > 0;
    }

    private int decodeQuantum(byte[] decoded, int at) throws GrpcWebException {
        int count = quantum[3] != PADDING ? 3 : quantum[2] != PADDING ? 2 : 1;
        int bits = 0;
        for (int i = 0; i < QUANTUM; i++) {
            bits = bits << 6 | (i <= count ? valueOf(quantum[i]) : 0);
        }
        for (int i = 0; i < count; i++) {
            decoded[at + i] = (byte) (bits >> 16 - 8 * i);
        }
        return count;
    }

    private static int valueOf(byte character) throws GrpcWebException {
        int value = character < 0 ? -1 : VALUES[character];
        if (value < 0) {
            throw new GrpcWebException(Status.INTERNAL.withDescription(String.format(
                    "the body is no base64: 0x%02x where a character of its alphabet belongs", character)));
        }
        return value;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
