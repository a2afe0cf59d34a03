package badezimmer.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.ParsedHeaderValue;

/**
 * A file of the dashboard, held in memory with its compressed forms.
 *
 * @param path where it is served, e.g. {@code /assets/index-BLFx9N0W.js}
 * @param forms the best one first; the last is the file as it is
 */
record PageFile(String path, List<Form> forms) {

    /** Vite puts a hash of the content into the names of these: what has such a name never changes. */
    private static final String HASHED = "/assets/";

    /** The coding of a file as it is. */
    static final String PLAIN = "identity";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json");

    /**
     * A file's content in one content coding.
     *
     * @param coding as in Accept-Encoding, or {@code identity}
     * @param tag its entity tag, with the quotes
     */
    record Form(String coding, Buffer content, String tag) {

        private static Form of(String coding, byte[] content) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
                return new Form(
                        coding, Buffer.buffer(content), '"' + HexFormat.of().formatHex(hash, 0, 12) + '"');
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** Reads the file and those of its compressed forms that were built; {@code root} is a folder on the class path. */
    static PageFile read(ClassLoader loader, String root, String path) {
        List<Form> forms = new ArrayList<>();
        for (var coding : List.of(Map.entry("br", ".br"), Map.entry("gzip", ".gz"), Map.entry(PLAIN, ""))) {
            byte[] content = resource(loader, root + path + coding.getValue());
            if (content != null) {
                forms.add(Form.of(coding.getKey(), content));
            }
        }
        if (forms.isEmpty() || !forms.getLast().coding().equals(PLAIN)) {
            throw new IllegalStateException("page-files.txt lists " + path + ", which was not built in");
        }
        return new PageFile(path, List.copyOf(forms));
    }

    /** The smallest form that the client takes; a coding is taken when it is named with a weight above 0. */
    Form formFor(List<ParsedHeaderValue> accepted) {
        for (Form form : forms) {
            for (ParsedHeaderValue header : accepted) {
                if (header.value().equals(form.coding()) && header.weight() > 0) {
                    return form;
                }
            }
        }
        return forms.getLast();
    }

    String contentType() {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    String cacheControl() {
        return path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static byte[] resource(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
