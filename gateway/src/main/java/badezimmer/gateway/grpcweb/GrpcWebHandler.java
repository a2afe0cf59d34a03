package badezimmer.gateway.grpcweb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.grpc.Metadata;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

import badezimmer.gateway.http.BatchedWrites;

/**
 * Sees what is a gRPC-Web call, starts those that can start and refuses what is wrong already in its headers. Native calls
 * of a method with a ready answer are served here too: their own server makes a copy in the heap for each.
 */
final class GrpcWebHandler {

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
        HttpServerRequest http = routing.request();
        Optional<ContentType> type = ContentType.of(http.getHeader(Names.CONTENT_TYPE));
        if (type.isPresent()) {
            answer(routing, type.get());
        } else if (isNative(http)) {
            if (isReadyNatively(http)) {
                answer(routing, ContentType.NATIVE);
            } else {
                routing.next();
            }
        } else if (isMethod(routing)) {
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
        GrpcWebRequest request = new GrpcWebRequest(http, type, maxMessage);
        ContentType answered = type.answering(http.getHeader(Names.ACCEPT));
        try {
            ServerMethodDefinition<?, ?> method = methods.at(http.path()).orElseThrow(() -> unknown(http.path()));
            refuseEncoding(http.getHeader(Names.GRPC_ENCODING));
            Optional<Duration> timeout = Timeout.of(http.getHeader(Names.GRPC_TIMEOUT));
            Context context = vertx.getOrCreateContext();
            BatchedWrites stream = method.getMethodDescriptor().getType().serverSendsOneMessage()
                    ? null
                    : new BatchedWrites(routing.response(), context);
            GrpcWebCall<?, ?> call = new GrpcWebCall<>(
                    method, request, new GrpcWebResponse(routing.response(), answered, stream), context, refusals);
            Runnable stopClock = clock(routing, timeout, () -> call.fail(Timeout.OVER));
            FramedAnswer answer = ready.get(http.path());
            if (answer == null) {
                begin(routing, call);
            } else {
                request.compare(FramedAnswer.nothing(type), isNothing -> {
                    if (isNothing) {
                        stopClock.run();
                        answer.send(routing.response(), answered);
                    } else {
                        begin(routing, call);
                    }
                });
            }
        } catch (GrpcWebException e) {
            refusals.accept(e.status().getCode());
            new GrpcWebResponse(routing.response(), answered, null).end(e.status(), e.trailers());
            request.discard();
        }
    }

    private static void begin(RoutingContext routing, GrpcWebCall<?, ?> call) {
        routing.addEndHandler(sent -> call.disconnectUnless(sent.succeeded()));
        try {
            call.start(RequestMetadata.of(routing.request().headers()));
        } catch (GrpcWebException e) {
            call.fail(e.status());
        }
    }

    /**
     * Does what is to happen when the time is over, if there is a limit. What is returned stops the clock, and so does the
     * end of the exchange, however it comes.
     */
    private Runnable clock(RoutingContext routing, Optional<Duration> limit, Runnable over) {
        if (limit.isEmpty()) {
            return () -> {};
        }
        long timer = vertx.setTimer(limit.get().toMillis(), id -> over.run());
        routing.addEndHandler(any -> vertx.cancelTimer(timer));
        return () -> vertx.cancelTimer(timer);
    }

    private boolean isMethod(RoutingContext routing) {
        return methods.at(routing.request().path()).isPresent();
    }

    private static boolean isNative(HttpServerRequest http) {
        return http.version() == HttpVersion.HTTP_2 && ContentType.isNative(http.getHeader(Names.CONTENT_TYPE));
    }

    /** Whether this native call is of a method with a ready answer, and of a form that is understood here. */
    private boolean isReadyNatively(HttpServerRequest http) {
        return ready.containsKey(http.path())
                && ContentType.isNativeProto(http.getHeader(Names.CONTENT_TYPE))
                && isPlain(http.getHeader(Names.GRPC_ENCODING));
    }

    private static boolean isPlain(String encoding) {
        return encoding == null || encoding.equals(Names.IDENTITY);
    }

    private static GrpcWebException unknown(String path) {
        return new GrpcWebException(Status.UNIMPLEMENTED.withDescription("no such method: " + path));
    }

    private static void refuseEncoding(String encoding) throws GrpcWebException {
        if (!isPlain(encoding)) {
            Metadata accepted = new Metadata();
            accepted.put(Metadata.Key.of(Names.GRPC_ACCEPT_ENCODING, Metadata.ASCII_STRING_MARSHALLER), Names.IDENTITY);
            throw new GrpcWebException(
                    Status.UNIMPLEMENTED.withDescription("messages are taken as they are, not encoded as " + encoding),
                    accepted);
        }
    }
}
