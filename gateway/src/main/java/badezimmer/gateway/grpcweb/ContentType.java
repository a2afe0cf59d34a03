package badezimmer.gateway.grpcweb;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the media types of gRPC-Web: what it is called and whether its frames are base64 text (PROTOCOL-WEB,
 * "Content-Type"); or that of native gRPC. Messages are protobuf; a type that names another format is none of these.
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

    /** Native gRPC, as it is answered. */
    static final ContentType NATIVE = new ContentType("application/grpc", false);

    /** Every value of gRPC-Web, as a header lists them. */
    static final String ALL = KNOWN.keySet().stream().sorted().collect(Collectors.joining(", "));

    /** The gRPC-Web type that a Content-Type header names; empty if it names another, or is null. */
    static Optional<ContentType> of(String header) {
        return Optional.ofNullable(header).map(ContentType::withoutParameters).map(KNOWN::get);
    }

    /** Whether a Content-Type header names native gRPC. */
    static boolean isNative(String header) {
        String value = header == null ? "" : withoutParameters(header);
        return value.equals(NATIVE.value) || value.startsWith(NATIVE.value + "+");
    }

    /** Whether a Content-Type header names native gRPC with messages in protobuf. */
    static boolean isNativeProto(String header) {
        String value = withoutParameters(header);
        return value.equals(NATIVE.value) || value.equals(NATIVE.value + "+proto");
    }

    /** Whether trailers are a frame of the body, for clients that see no others. */
    boolean isWeb() {
        return !equals(NATIVE);
    }

    /** The type of the answer: of gRPC-Web's the first that an Accept header asks for, or else the request's own. */
    ContentType answering(String accept) {
        if (accept == null || !isWeb()) {
            return this;
        }
        return Stream.of(accept.split(","))
                .flatMap(range -> of(range).stream())
                .findFirst()
                .orElse(this);
    }

    private static String withoutParameters(String header) {
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
