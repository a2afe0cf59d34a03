package badezimmer.gateway.grpcweb;

import java.nio.charset.StandardCharsets;

/** The encoding of {@code grpc-message}: UTF-8, with every byte that is not printable ASCII, and %, as %XX. */
final class PercentEncoding {

    private PercentEncoding() {}

    static String encode(String message) {
        StringBuilder encoded = new StringBuilder(message.length());
        for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b <= '~' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b));
            }
        }
        return encoded.toString();
    }
}
