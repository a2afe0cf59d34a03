package badezimmer.gateway.grpcweb;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP/1.1 answer read byte by byte.
 *
 * @param head status line and headers, the empty line left out
 * @param body as long as the content length says
 */
record HttpAnswer(String head, byte[] body) {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)\r\n");

    static HttpAnswer read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the answer ends within its head: " + bytes);
            }
            bytes.write(next);
        }
        String whole = bytes.toString(StandardCharsets.ISO_8859_1);
        String head = whole.substring(0, whole.length() - 2);
        Matcher length = LENGTH.matcher(head);
        return new HttpAnswer(head, in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
    }
}
