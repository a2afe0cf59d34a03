package badezimmer.gateway.grpc;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Says of native calls that name no message encoding that it is none. Vert.x 4.5 answers a message that is flagged as
 * compressed, where no encoding is named, with an exception on the event loop and its stack trace in the log: any stranger
 * could fill the disk.
 */
@Singleton
class PlainEncoding {

    private static final int BEFORE_NATIVE_GRPC = -1;
    private static final String CONTENT_TYPE = "content-type";
    private static final String ENCODING = "grpc-encoding";

    void install(@Observes Router router) {
        router.post().order(BEFORE_NATIVE_GRPC).handler(PlainEncoding::sayIt);
    }

    private static void sayIt(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String type = request.getHeader(CONTENT_TYPE);
        if (type != null && type.startsWith("application/grpc") && request.getHeader(ENCODING) == null) {
            request.headers().set(ENCODING, "identity");
        }
        routing.next();
    }
}
