package badezimmer.gateway.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * A request that is refused before anything else looks at it: as a problem (RFC 9457), or in the headers of a call of gRPC
 * or gRPC-Web (an answer of trailers only). What the client still sends is thrown away, or it would see its connection
 * break instead of the answer.
 *
 * @param status of HTTP
 * @param detail for people, in ASCII
 */
public record Refusal(int status, String detail) {

    /** So long a client may go on sending what was refused. */
    private static final long LINGER_MILLIS = 2_000;

    private static final String RESOURCE_EXHAUSTED = "8";
    private static final String UNIMPLEMENTED = "12";

    /** @param detail for people, in ASCII */
    public static Refusal of(int status, String detail) {
        return new Refusal(status, detail);
    }

    /** Whether a request is a call of gRPC or gRPC-Web. */
    static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return type != null && type.startsWith("application/grpc");
    }

    /** Answers so. */
    public void send(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = routing.response();
        if (request.version() != HttpVersion.HTTP_2) {
            response.putHeader("connection", "close");
        }
        discard(routing);
        if (isGrpc(request)) {
            response.putHeader("content-type", request.getHeader("content-type"))
                    .putHeader("grpc-status", status == 413 ? RESOURCE_EXHAUSTED : UNIMPLEMENTED)
                    .putHeader("grpc-message", detail)
                    .end();
        } else {
            response.setStatusCode(status)
                    .putHeader("content-type", "application/problem+json")
                    .end(new JsonObject()
                            .put("type", "about:blank")
                            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                            .put("status", status)
                            .put("detail", detail)
                            .encode());
        }
    }

    /** Throws away what the client still sends of its request, for some time. */
    static void discard(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(rest -> {});
        long patience = routing.vertx().setTimer(LINGER_MILLIS, late -> stop(request));
        request.exceptionHandler(broken -> routing.vertx().cancelTimer(patience));
        request.endHandler(all -> routing.vertx().cancelTimer(patience));
        request.resume();
    }

    private static void stop(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
