package badezimmer.gateway.grpc;

import jakarta.enterprise.context.ApplicationScoped;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;

import badezimmer.gateway.text.Text;

/**
 * What holds for a call of any service, the standard ones included. How it ended goes into a header and may quote what the
 * client sent: that is cut. And a client that goes on asking but reads no answers is let go of: reflection takes one question
 * after another, of 64 KiB each, and keeps them until they can be answered.
 */
@ApplicationScoped
@GlobalInterceptor
class CallLimits implements ServerInterceptor {

    /** So many messages of a call that answers each may wait for their answers. */
    static final int UNANSWERED = 64;

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        LimitedCall<Q, S> limited = new LimitedCall<>(call);
        ServerCall.Listener<Q> service = next.startCall(limited, headers);
        if (call.getMethodDescriptor().getType() != MethodType.BIDI_STREAMING) {
            return service;
        }
        return new SimpleForwardingServerCallListener<>(service) {
            @Override
            public void onMessage(Q message) {
                if (limited.admits()) {
                    super.onMessage(message);
                }
            }
        };
    }

    private static final class LimitedCall<Q, S> extends SimpleForwardingServerCall<Q, S> {

        private int unanswered;
        private boolean closed;

        LimitedCall(ServerCall<Q, S> call) {
            super(call);
        }

        synchronized boolean admits() {
            unanswered++;
            if (unanswered > UNANSWERED) {
                close(
                        Status.RESOURCE_EXHAUSTED.withDescription("the client asks on without reading the answers"),
                        new Metadata());
            }
            return !closed;
        }

        @Override
        public synchronized void sendMessage(S message) {
            unanswered--;
            if (!closed) {
                super.sendMessage(message);
            }
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            if (!closed) {
                closed = true;
                super.close(status.withDescription(Text.cut(status.getDescription())), trailers);
            }
        }
    }
}
