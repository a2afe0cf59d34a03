package badezimmer.gateway.grpcweb;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.grpc.Metadata;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Sees what is a gRPC-Web call, starts those that can start and refuses what is wrong already in its headers. */
final class GrpcWebHandler {

    private static final String NATIVE = "application/grpc";

    private final Vertx vertx;
    private final Methods methods;
    private final Map<String, FramedAnswer> ready;
    private final int maxMessage;
    private final Consumer<Status.Code> refusals;

    /**
     * @param ready what is answered without a call, by path
     * @param maxMessage the longest message that a client may send, in bytes
     * @param refusals is told of each call that no service had the last word in; any thread
     */
    GrpcWebHandler(
            Vertx vertx,
            Methods methods,
            Map<String, FramedAnswer> ready,
            int maxMessage,
            Consumer<Status.Code> refusals) {
        this.vertx = vertx;
        this.methods = methods;
        this.ready = ready;
        this.maxMessage = maxMessage;
        this.refusals = refusals;
    }

    /** A POST: a gRPC-Web call of any path, nothing else to the path of a method but native gRPC. */
    void post(RoutingContext routing) {
        Optional<ContentType> type = ContentType.of(routing.request().getHeader(Names.CONTENT_TYPE));
        if (type.isPresent()) {
            answer(routing, type.get());
        } else if (isMethod(routing) && !isNative(routing.request())) {
            routing.response()
                    .setStatusCode(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE.code())
                    .putHeader(Names.ACCEPT_POST, ContentType.ALL)
                    .end();
        } else {
            routing.next();
        }
    }

    /** Any request that is no POST: nothing is to be had with it at the path of a method. */
    void otherVerb(RoutingContext routing) {
        if (routing.request().method() != HttpMethod.POST && isMethod(routing)) {
            routing.response()
                    .setStatusCode(HttpResponseStatus.METHOD_NOT_ALLOWED.code())
                    .putHeader(Names.ALLOW, HttpMethod.POST.name())
                    .end();
        } else {
            routing.next();
        }
    }

    private void answer(RoutingContext routing, ContentType type) {
        HttpServerRequest http = routing.request();
        FramedAnswer answer = ready.get(http.path());
        if (answer == null || !isPlain(http, type)) {
            call(routing, type, new GrpcWebRequest(http, type, maxMessage));
            return;
        }
        http.body().onSuccess(body -> {
            if (FramedAnswer.isEmpty(body, type)) {
                answer.send(routing.response(), type.answering(http.getHeader(Names.ACCEPT)));
            } else {
                call(routing, type, new GrpcWebRequest(http, type, maxMessage, body));
            }
        });
        http.resume();
    }

    /** Whether a request asks for nothing but the method's answer, as far as its headers tell. */
    private static boolean isPlain(HttpServerRequest http, ContentType type) {
        String encoding = http.getHeader(Names.GRPC_ENCODING);
        return FramedAnswer.mayBeEmpty(http.getHeader(Names.CONTENT_LENGTH), type)
                && (encoding == null || encoding.equals(Names.IDENTITY))
                && http.getHeader(Names.GRPC_TIMEOUT) == null;
    }

    private void call(RoutingContext routing, ContentType type, GrpcWebRequest request) {
        HttpServerRequest http = routing.request();
        ContentType answer = type.answering(http.getHeader(Names.ACCEPT));
        try {
            ServerMethodDefinition<?, ?> method = methods.at(http.path()).orElseThrow(() -> unknown(http.path()));
            refuseEncoding(http.getHeader(Names.GRPC_ENCODING));
            Optional<Duration> timeout = Timeout.of(http.getHeader(Names.GRPC_TIMEOUT));
            Metadata headers = RequestMetadata.of(http.headers());
            boolean stream = !method.getMethodDescriptor().getType().serverSendsOneMessage();
            GrpcWebCall<?, ?> call = new GrpcWebCall<>(
                    method,
                    request,
                    new GrpcWebResponse(routing.response(), answer, stream),
                    vertx.getOrCreateContext(),
                    refusals);
            routing.addEndHandler(sent -> call.disconnectUnless(sent.succeeded()));
            call.start(headers, timeout.map(limit -> limit(call, limit)).orElse(() -> {}));
        } catch (GrpcWebException e) {
            refusals.accept(e.status().getCode());
            new GrpcWebResponse(routing.response(), answer, false).end(e.status(), e.trailers());
            http.resume();
        }
    }

    /** Ends the call when its time is over; what is returned stops the clock. */
    private Runnable limit(GrpcWebCall<?, ?> call, Duration limit) {
        long timer = vertx.setTimer(limit.toMillis(), id -> call.fail(Timeout.OVER));
        return () -> vertx.cancelTimer(timer);
    }

    private boolean isMethod(RoutingContext routing) {
        return methods.at(routing.request().path()).isPresent();
    }

    private static boolean isNative(HttpServerRequest http) {
        String type = Optional.ofNullable(http.getHeader(Names.CONTENT_TYPE))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        boolean named = type.equals(NATIVE) || type.startsWith(NATIVE + "+") || type.startsWith(NATIVE + ";");
        return named && http.version() == HttpVersion.HTTP_2;
    }

    private static GrpcWebException unknown(String path) {
        return new GrpcWebException(Status.UNIMPLEMENTED.withDescription("no such method: " + path));
    }

    private static void refuseEncoding(String encoding) throws GrpcWebException {
        if (encoding != null && !encoding.equals(Names.IDENTITY)) {
            Metadata accepted = new Metadata();
            accepted.put(Metadata.Key.of(Names.GRPC_ACCEPT_ENCODING, Metadata.ASCII_STRING_MARSHALLER), Names.IDENTITY);
            throw new GrpcWebException(
                    Status.UNIMPLEMENTED.withDescription("messages are taken as they are, not encoded as " + encoding),
                    accepted);
        }
    }
}
