package badezimmer.gateway.link;

import java.util.function.Supplier;

import com.google.protobuf.Empty;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/** A request that waits for its turn or for its answer. */
final class Request {

    /** WIRE: any well-formed answer to it is a sign of life. */
    private static final BadezimmerRequest PING =
            BadezimmerRequest.newBuilder().setEmpty(Empty.getDefaultInstance()).build();

    private final Supplier<BadezimmerRequest> message;
    private final boolean ping;
    private final Promise<BadezimmerResponse> answer = Promise.promise();

    private Request(Supplier<BadezimmerRequest> message, boolean ping) {
        this.message = message;
        this.ping = ping;
    }

    static Request ping() {
        return new Request(() -> PING, true);
    }

    static Request of(Supplier<BadezimmerRequest> message) {
        return new Request(message, false);
    }

    boolean isPing() {
        return ping;
    }

    BadezimmerRequest message() {
        return message.get();
    }

    /** Whether a node that follows the protocol may answer so. */
    boolean admits(BadezimmerResponse response) {
        return ping || !response.hasListDevicesResponse();
    }

    Future<BadezimmerResponse> answer() {
        return answer.future();
    }

    void complete(BadezimmerResponse response) {
        answer.tryComplete(response);
    }

    void fail(RuntimeException e) {
        answer.tryFail(e);
    }
}
