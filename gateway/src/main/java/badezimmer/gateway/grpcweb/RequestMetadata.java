package badezimmer.gateway.grpcweb;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.MultiMap;

/** A request's headers as gRPC metadata: what ends in {@code -bin} is base64, with or without padding. */
final class RequestMetadata {

    private static final Pattern NAME = Pattern.compile("[0-9a-z_.-]+");

    /** What HTTP/1.1 says of the connection is no part of the call; gRPC warns of it. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "http2-settings", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private RequestMetadata() {}

    /** Headers of the connection are left out, and those whose names gRPC does not allow, such as {@code :path}. */
    static Metadata of(MultiMap headers) throws GrpcWebException {
        Metadata metadata = new Metadata();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || OF_THE_CONNECTION.contains(name)) {
                continue;
            }
            if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                putBinary(metadata, name, header.getValue());
            } else {
                metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), header.getValue());
            }
        }
        return metadata;
    }

    private static void putBinary(Metadata metadata, String name, String values) throws GrpcWebException {
        if (name.equals(Metadata.BINARY_HEADER_SUFFIX)) {
            return;
        }
        Metadata.Key<byte[]> key = Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
        try {
            for (String value : values.split(",")) {
                metadata.put(key, Base64.getDecoder().decode(value.strip()));
            }
        } catch (IllegalArgumentException e) {
            throw new GrpcWebException(Status.INVALID_ARGUMENT.withDescription("the header " + name + " is no base64"));
        }
    }
}
