package badezimmer.gateway.grpcweb;

import java.io.ByteArrayInputStream;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Hands the messages of a request to the service: no more than it asked for, and as many as its method takes. Owned by the
 * call's event loop context.
 */
final class Delivery<Q> {

    private final GrpcWebRequest request;
    private final MethodDescriptor<Q, ?> method;
    private final boolean single;
    private int demand;
    private int delivered;
    private boolean started;
    private boolean delivering;
    private boolean finished;

    Delivery(GrpcWebRequest request, MethodDescriptor<Q, ?> method) {
        this.request = request;
        this.method = method;
        this.single = method.getType().clientSendsOneMessage();
    }

    /** Begins to read; {@code onProgress} is to call {@link #deliver}. */
    void start(Runnable onProgress) {
        started = true;
        request.start(onProgress);
    }

    /** The service takes so many messages more. */
    void demand(int messages) {
        demand += messages;
    }

    /** Delivers what there is, and the end of the request; does nothing before the start, or if it is delivering already. */
    void deliver(ServerCall.Listener<Q> service) throws GrpcWebException {
        if (!started || delivering || finished) {
            return;
        }
        delivering = true;
        try {
            deliverMessages(service);
            if (!finished) {
                deliverEnd(service);
            }
        } finally {
            delivering = false;
        }
    }

    /** Delivers nothing more; the rest of the request is read and thrown away, for the connection's sake. */
    void stop() {
        finished = true;
        request.discard();
    }

    private void deliverMessages(ServerCall.Listener<Q> service) throws GrpcWebException {
        while (!finished && isWanted()) {
            byte[] message = request.next();
            if (message == null) {
                return;
            }
            if (single && delivered == 1) {
                throw miscounted("more came");
            }
            delivered++;
            demand--;
            service.onMessage(parse(message));
        }
    }

    private void deliverEnd(ServerCall.Listener<Q> service) throws GrpcWebException {
        if (!isWanted() || !request.hasEnded()) {
            request.flow(isWanted());
            return;
        }
        if (single && delivered == 0) {
            throw miscounted("none came");
        }
        finished = true;
        service.onHalfClose();
    }

    /** A method that takes one message is read to the end whatever it asked for: a second message must not go unseen. */
    private boolean isWanted() {
        return demand > 0 || single && delivered > 0;
    }

    private Q parse(byte[] message) throws GrpcWebException {
        try {
            return method.parseRequest(new Message(message));
        } catch (StatusRuntimeException e) {
            throw new GrpcWebException(e.getStatus());
        }
    }

    private static GrpcWebException miscounted(String came) {
        return new GrpcWebException(Status.UNIMPLEMENTED.withDescription("the method takes one message, " + came));
    }

    /** Says how long it is, so that protobuf takes it whole; of another stream it reads 4 KiB at a time. */
    private static final class Message extends ByteArrayInputStream implements KnownLength {

        Message(byte[] message) {
            super(message);
        }
    }
}
