package badezimmer.gateway.grpc;

import jakarta.enterprise.context.ApplicationScoped;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Cancels native calls whose connection is lost. Vert.x 4.5 tells a service that a client reset its stream, but not that the
 * client has gone without a word, so that a watch would stay open for ever.
 */
@ApplicationScoped
@GlobalInterceptor
class LostConnections implements ServerInterceptor {

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        Context context = Vertx.currentContext();
        // Quarkus leaves the route's context there for native calls; a gRPC-Web call looks after itself.
        RoutingContext routing = context == null ? null : context.getLocal(RoutingContext.class.getName());
        ServerCall.Listener<Q> service = next.startCall(call, headers);
        if (routing == null) {
            return service;
        }
        CancelledOnce<Q> listener = new CancelledOnce<>(service);
        // Not by routing.addEndHandler: it relies on the response's exception handler, which Vert.x's gRPC server
        // takes.
        routing.response().closeHandler(nothing -> context.runOnContext(now -> listener.onCancel()));
        return listener;
    }

    /** Passes on one end of the call: whichever comes first, its completion or its cancellation. */
    private static final class CancelledOnce<Q> extends SimpleForwardingServerCallListener<Q> {

        private boolean over;

        CancelledOnce(ServerCall.Listener<Q> service) {
            super(service);
        }

        @Override
        public void onCancel() {
            if (!over) {
                over = true;
                super.onCancel();
            }
        }

        @Override
        public void onComplete() {
            if (!over) {
                over = true;
                super.onComplete();
            }
        }
    }
}
