package badezimmer.gateway.grpcweb;

/** The names of headers and trailers that gRPC-Web gives a meaning to, lower-case as they go on the wire. */
final class Names {

    static final String ACCEPT = "accept";
    static final String ACCEPT_POST = "accept-post";
    static final String ALLOW = "allow";
    static final String CONTENT_LENGTH = "content-length";
    static final String CONTENT_TYPE = "content-type";
    static final String GRPC_ACCEPT_ENCODING = "grpc-accept-encoding";
    static final String GRPC_ENCODING = "grpc-encoding";
    static final String GRPC_MESSAGE = "grpc-message";
    static final String GRPC_STATUS = "grpc-status";
    static final String GRPC_TIMEOUT = "grpc-timeout";

    /** The only message encoding that is spoken, in either direction. */
    static final String IDENTITY = "identity";

    private Names() {}
}
