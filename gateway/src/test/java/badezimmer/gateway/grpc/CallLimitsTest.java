package badezimmer.gateway.grpc;

import java.util.ArrayList;
import java.util.List;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class CallLimitsTest {

    private static final ServerReflectionRequest QUESTION = ServerReflectionRequest.getDefaultInstance();

    private final FakeCall call = new FakeCall();
    private final List<ServerReflectionRequest> seen = new ArrayList<>();
    private ServerCall<ServerReflectionRequest, ServerReflectionResponse> answers;

    @Test
    void endsACallWhoseClientDoesNotReadTheAnswers() {
        ServerCall.Listener<ServerReflectionRequest> client = start();
        for (int i = 0; i < CallLimits.UNANSWERED; i++) {
            client.onMessage(QUESTION);
        }
        assertNull(call.status);
        for (int i = 0; i < 1_000; i++) {
            client.onMessage(QUESTION);
        }
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, call.status.getCode());
        assertEquals(CallLimits.UNANSWERED, seen.size());
    }

    @Test
    void goesOnForAsLongAsTheAnswersAreRead() {
        ServerCall.Listener<ServerReflectionRequest> client = start();
        for (int i = 0; i < 1_000; i++) {
            client.onMessage(QUESTION);
            answers.sendMessage(ServerReflectionResponse.getDefaultInstance());
        }
        assertNull(call.status);
        assertEquals(1_000, seen.size());
    }

    @Test
    void cutsWhatIsSaidOfItsEnd() {
        start();
        answers.close(Status.NOT_FOUND.withDescription("x".repeat(6_000)), new Metadata());
        assertEquals(256, call.status.getDescription().length());
    }

    private ServerCall.Listener<ServerReflectionRequest> start() {
        return new CallLimits().interceptCall(call, new Metadata(), (limited, headers) -> {
            answers = limited;
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(ServerReflectionRequest message) {
                    seen.add(message);
                }
            };
        });
    }

    private static final class FakeCall extends ServerCall<ServerReflectionRequest, ServerReflectionResponse> {

        private Status status;

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(ServerReflectionResponse message) {}

        @Override
        public void close(Status how, Metadata trailers) {
            status = how;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> getMethodDescriptor() {
            return ServerReflectionGrpc.getServerReflectionInfoMethod();
        }
    }
}
