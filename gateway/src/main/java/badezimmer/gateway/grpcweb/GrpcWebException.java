package badezimmer.gateway.grpcweb;

import io.grpc.Metadata;
import io.grpc.Status;

import badezimmer.gateway.text.Text;

/** A call that cannot go on because of what its client sent. No stack trace: strangers cause it. */
final class GrpcWebException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final transient Metadata trailers;

    GrpcWebException(Status status) {
        this(status, new Metadata());
    }

    GrpcWebException(Status status, Metadata trailers) {
        super(Text.cut(status.getDescription()), null, false, false);
        // It may quote what the client sent, and goes into a header.
        this.status = status.withDescription(Text.cut(status.getDescription()));
        this.trailers = trailers;
    }

    /** What the client is told. */
    Status status() {
        return status;
    }

    /** What the client is told beside the status. */
    Metadata trailers() {
        return trailers;
    }
}
