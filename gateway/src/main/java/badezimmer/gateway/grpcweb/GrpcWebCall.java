package badezimmer.gateway.grpcweb;

import java.io.ByteArrayInputStream;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * One gRPC-Web exchange, as gRPC's server side sees a call. The event loop context of its request owns it: what comes from
 * other threads is moved there.
 */
final class GrpcWebCall<Q, S> extends ServerCall<Q, S> {

    private final ServerMethodDefinition<Q, S> method;
    private final GrpcWebRequest request;
    private final GrpcWebResponse response;
    private final Context context;
    private Listener<Q> listener = new Listener<>() {};
    private Runnable onEnd = () -> {};
    private int demand;
    private int received;
    private int sent;
    private boolean delivering;
    private boolean halfClosed;
    private boolean closeCalled;
    private volatile boolean ended;
    private volatile boolean cancelled;

    GrpcWebCall(
            ServerMethodDefinition<Q, S> method, GrpcWebRequest request, GrpcWebResponse response, Context context) {
        this.method = method;
        this.request = request;
        this.response = response;
        this.context = context;
    }

    /** Hands the call to the service and begins to read its messages. {@code whenEnded} runs once, however the call ends. */
    void start(Metadata headers, Runnable whenEnded) {
        onEnd = whenEnded;
        try {
            listener = method.getServerCallHandler().startCall(this, headers);
        } catch (StatusRuntimeException e) {
            fail(e.getStatus());
            return;
        }
        response.onDrain(() -> onContext(this::ready));
        ready();
        request.start(() -> onContext(this::deliver));
    }

    /** Ends the call with a status that the service did not choose; tells the service that nobody waits any more. */
    void fail(Status status) {
        onContext(() -> {
            if (end()) {
                response.end(status, new Metadata());
                request.discard();
                cancel();
            }
        });
    }

    /** The exchange is over; if the answer did not get through, the client has gone. */
    void disconnectUnless(boolean answered) {
        onContext(() -> {
            if (!answered && end()) {
                cancel();
            }
        });
    }

    @Override
    public void request(int messages) {
        onContext(() -> {
            demand += messages;
            deliver();
        });
    }

    @Override
    public void sendHeaders(Metadata headers) {
        onContext(() -> {
            if (!ended) {
                response.headers(headers);
            }
        });
    }

    @Override
    public void sendMessage(S message) {
        onContext(() -> {
            if (!ended) {
                sent++;
                response.message(method.getMethodDescriptor().streamResponse(message));
            }
        });
    }

    @Override
    public void close(Status status, Metadata trailers) {
        onContext(() -> {
            if (closeCalled) {
                throw new IllegalStateException("Already closed");
            }
            closeCalled = true;
            if (end()) {
                boolean answered = sent > 0 || !type().serverSendsOneMessage() || !status.isOk();
                Status outcome = answered ? status : Status.INTERNAL.withDescription("the service gave no answer");
                request.discard();
                response.end(outcome, trailers).onComplete(done -> onContext(listener::onComplete));
            }
        });
    }

    @Override
    public boolean isReady() {
        return !ended && response.isReady();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public MethodDescriptor<Q, S> getMethodDescriptor() {
        return method.getMethodDescriptor();
    }

    private void ready() {
        if (!ended) {
            listener.onReady();
        }
    }

    private void deliver() {
        if (delivering || ended || halfClosed) {
            return;
        }
        delivering = true;
        try {
            deliverMessages();
        } catch (GrpcWebException e) {
            fail(e.status());
        } finally {
            delivering = false;
        }
    }

    private void deliverMessages() throws GrpcWebException {
        boolean single = type().clientSendsOneMessage();
        byte[] message = null;
        while (!ended && wanted(single) && (message = request.next()) != null) {
            if (single && received == 1) {
                throw new GrpcWebException(
                        Status.UNIMPLEMENTED.withDescription("the method takes one message, more came"));
            }
            received++;
            demand--;
            listener.onMessage(parse(message));
        }
        if (ended) {
            return;
        }
        if (message == null && wanted(single) && request.hasEnded()) {
            if (single && received == 0) {
                throw new GrpcWebException(
                        Status.UNIMPLEMENTED.withDescription("the method takes one message, none came"));
            }
            halfClosed = true;
            listener.onHalfClose();
        } else {
            request.flow(wanted(single));
        }
    }

    /** A method that takes one message is read to the end whatever it asked for: a second message must not go unseen. */
    private boolean wanted(boolean single) {
        return demand > 0 || single && received > 0;
    }

    private Q parse(byte[] message) throws GrpcWebException {
        try {
            return method.getMethodDescriptor().parseRequest(new ByteArrayInputStream(message));
        } catch (StatusRuntimeException e) {
            throw new GrpcWebException(e.getStatus());
        }
    }

    private MethodDescriptor.MethodType type() {
        return method.getMethodDescriptor().getType();
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        onEnd.run();
        return true;
    }

    private void cancel() {
        cancelled = true;
        listener.onCancel();
    }

    private void onContext(Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(nothing -> step.run());
        }
    }
}
