package badezimmer.gateway.grpc;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.grpc.Status;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Native calls carry messages as they are: another encoding than identity is refused, since Vert.x 4.5 inflates a message
 * whatever its size becomes. A call that names no encoding is said to name identity: otherwise a message that is flagged as
 * compressed makes an exception on the event loop and a stack trace in the log, and any stranger could fill the disk.
 */
@Singleton
class PlainEncoding {

    private static final int BEFORE_NATIVE_GRPC = -1;
    private static final String CONTENT_TYPE = "content-type";
    private static final String ENCODING = "grpc-encoding";
    private static final String ACCEPTED = "grpc-accept-encoding";
    private static final String IDENTITY = "identity";

    void install(@Observes Router router) {
        router.post().order(BEFORE_NATIVE_GRPC).handler(PlainEncoding::require);
    }

    private static void require(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String type = request.getHeader(CONTENT_TYPE);
        if (type == null || !type.startsWith("application/grpc")) {
            routing.next();
            return;
        }
        // Vert.x offers gzip in each of its answers.
        routing.addHeadersEndHandler(written -> routing.response().putHeader(ACCEPTED, IDENTITY));
        if (request.headers().getAll(ENCODING).stream().allMatch(IDENTITY::equals)) {
            request.headers().set(ENCODING, IDENTITY);
            routing.next();
        } else {
            request.handler(message -> {});
            request.resume();
            routing.response()
                    .putHeader(CONTENT_TYPE, "application/grpc")
                    .putHeader("grpc-status", Integer.toString(Status.Code.UNIMPLEMENTED.value()))
                    .putHeader("grpc-message", "messages are taken as they are: grpc-encoding must be identity")
                    .end();
        }
    }
}
