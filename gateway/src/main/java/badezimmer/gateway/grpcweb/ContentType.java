package badezimmer.gateway.grpcweb;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the media types of gRPC-Web: what it is called and whether its frames are base64 text (PROTOCOL-WEB,
 * "Content-Type"). Messages are protobuf; a type that names another format is none of these.
 *
 * @param value as it is answered, without parameters
 * @param text frames are base64, each on its own
 */
record ContentType(String value, boolean text) {

    private static final Map<String, ContentType> KNOWN = Stream.of(
                    new ContentType("application/grpc-web", false),
                    new ContentType("application/grpc-web+proto", false),
                    new ContentType("application/grpc-web-text", true),
                    new ContentType("application/grpc-web-text+proto", true))
            .collect(Collectors.toUnmodifiableMap(ContentType::value, type -> type));

    /** Every value, as a header lists them. */
    static final String ALL = KNOWN.keySet().stream().sorted().collect(Collectors.joining(", "));

    /** The gRPC-Web type that a Content-Type header names; empty if it names another, or is null. */
    static Optional<ContentType> of(String header) {
        if (header == null) {
            return Optional.empty();
        }
        int parameters = header.indexOf(';');
        String value = parameters < 0 ? header : header.substring(0, parameters);
        return Optional.ofNullable(KNOWN.get(value.strip().toLowerCase(Locale.ROOT)));
    }

    /** The type of the answer: the first that an Accept header asks for, or else the request's own. */
    ContentType answering(String accept) {
        if (accept == null) {
            return this;
        }
        return Stream.of(accept.split(","))
                .flatMap(range -> of(range).stream())
                .findFirst()
                .orElse(this);
    }
}
