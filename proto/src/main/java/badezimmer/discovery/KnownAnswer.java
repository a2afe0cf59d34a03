package badezimmer.discovery;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The number by which an asker tells that it holds a service as it is: the first 8 bytes, big-endian, of the SHA-256 of its
 * full name, its port, each address and each TXT entry, a line each. Addresses and entries are sorted by their UTF-8 bytes.
 */
final class KnownAnswer {

    private KnownAnswer() {}

    static long of(Service service) {
        MessageDigest digest = sha256();
        line(digest, utf8(service.fullName()));
        line(digest, utf8(Integer.toString(service.port())));
        sorted(service.addresses().stream().map(Inet4Address::getHostAddress).toList())
                .forEach(bytes -> line(digest, bytes));
        List<String> entries = new ArrayList<>();
        Text.of(service).entries().forEach((key, value) -> entries.add(key + "=" + value));
        sorted(entries).forEach(bytes -> line(digest, bytes));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static List<byte[]> sorted(List<String> lines) {
        return lines.stream()
                .map(KnownAnswer::utf8)
                .sorted(Arrays::compareUnsigned)
                .toList();
    }

    private static void line(MessageDigest digest, byte[] bytes) {
        digest.update(bytes);
        digest.update((byte) '\n');
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
