package badezimmer.gateway.grpcweb;

import java.util.function.Consumer;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.logging.Log;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * One gRPC-Web exchange, as gRPC's server side sees a call. The event loop context of its request owns it: what comes from
 * other threads is moved there.
 */
final class GrpcWebCall<Q, S> extends ServerCall<Q, S> {

    private final ServerMethodDefinition<Q, S> method;
    private final Delivery<Q> delivery;
    private final GrpcWebResponse response;
    private final Context context;
    private final Consumer<Status.Code> refusals;
    private Listener<Q> service = new Listener<>() {};
    private boolean answered;
    private boolean closeCalled;
    private volatile boolean ended;
    private volatile boolean cancelled;

    GrpcWebCall(
            ServerMethodDefinition<Q, S> method,
            GrpcWebRequest request,
            GrpcWebResponse response,
            Context context,
            Consumer<Status.Code> refusals) {
        this.method = method;
        this.delivery = new Delivery<>(request, method.getMethodDescriptor());
        this.response = response;
        this.context = context;
        this.refusals = refusals;
    }

    /** Hands the call to the service and begins to read its messages. */
    void start(Metadata headers) {
        try {
            service = method.getServerCallHandler().startCall(this, headers);
            response.onDrain(() -> onContext(this::ready));
            ready();
            delivery.start(() -> onContext(this::deliver));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Ends the call with a status that the service did not choose; tells the service that nobody waits any more. */
    void fail(Status status) {
        onContext(() -> {
            if (end()) {
                refusals.accept(status.getCode());
                response.end(status, new Metadata());
                cancel();
            }
        });
    }

    /** The exchange is over; if the answer did not get through, the client has gone. */
    void disconnectUnless(boolean through) {
        onContext(() -> {
            if (!through && end()) {
                cancel();
            }
        });
    }

    @Override
    public void request(int messages) {
        onContext(() -> {
            delivery.demand(messages);
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
                answered = true;
                response.message(getMethodDescriptor().streamResponse(message));
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
                boolean owesAnswer = getMethodDescriptor().getType().serverSendsOneMessage() && !answered;
                Status outcome = status.isOk() && owesAnswer
                        ? Status.INTERNAL.withDescription("the service gave no answer")
                        : status;
                response.end(outcome, trailers).onComplete(done -> onContext(service::onComplete));
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
            service.onReady();
        }
    }

    private void deliver() {
        if (ended) {
            return;
        }
        try {
            delivery.deliver(service);
        } catch (GrpcWebException e) {
            fail(e.status());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException ofService) {
        if (ofService instanceof StatusRuntimeException e) {
            fail(e.getStatus());
        } else {
            Log.errorf(ofService, "%s failed", getMethodDescriptor().getFullMethodName());
            fail(Status.UNKNOWN.withDescription("the service failed"));
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        delivery.stop();
        return true;
    }

    private void cancel() {
        cancelled = true;
        service.onCancel();
    }

    private void onContext(Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(nothing -> step.run());
        }
    }
}
