package badezimmer.gateway.grpc;

import jakarta.enterprise.context.ApplicationScoped;

import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;

import badezimmer.gateway.text.Text;

/**
 * Refuses to watch the health of services that are not there: Quarkus remembers each name that was ever watched, and a
 * client may choose any number of names of 64 KiB.
 */
@ApplicationScoped
@GlobalInterceptor
class KnownHealth implements ServerInterceptor {

    private final GrpcHealthStorage health;

    KnownHealth(GrpcHealthStorage health) {
        this.health = health;
    }

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {

            private boolean refused;

            @Override
            public void onMessage(Q message) {
                if (message instanceof HealthCheckRequest request
                        && !health.getStatuses().containsKey(request.getService())) {
                    refused = true;
                    call.close(
                            Status.NOT_FOUND.withDescription(Text.cut("no such service: " + request.getService())),
                            new Metadata());
                } else {
                    super.onMessage(message);
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
