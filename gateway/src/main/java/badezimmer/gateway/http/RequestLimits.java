package badezimmer.gateway.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses request bodies that are too long, before they are read, and encoded ones, which nothing here inflates: a few
 * kilobytes of gzip are megabytes of zeros. Where no length is announced, reading stops at the limit: see {@link #read};
 * calls of gRPC are read message by message, and each of those is limited.
 */
@Singleton
public class RequestLimits {

    /** After CORS, which answers with less than -100, and before Quarkus looks at the length and says nothing about it. */
    private static final int BEFORE_UPLOAD_LIMIT = -10;

    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    private final long longest;

    RequestLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longest) {
        this.longest = longest.asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::check);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String length = request.getHeader("content-length");
        if (isEncoded(request)) {
            routing.response().putHeader("accept-encoding", "identity");
            Refusal.of(UNSUPPORTED, "a request's body is taken as it is, without content-encoding")
                    .send(routing);
        } else if (length != null && Long.parseLong(length) > longest) {
            Refusal.of(TOO_LARGE, rule()).send(routing);
        } else {
            if (Vertx.currentContext() != null && request.remoteAddress() != null) {
                StreamLimits.remember(
                        Vertx.currentContext(), request.remoteAddress().hostAddress());
            }
            routing.next();
        }
    }

    /**
     * Reads a body that nobody has begun to read; null if it turns out to be too long. What follows then is thrown away.
     */
    public Future<Buffer> read(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            routing.response().writeContinue();
        }
        request.handler(bytes -> {
            body.appendBuffer(bytes);
            if (body.length() > longest) {
                Refusal.discard(routing);
                whole.tryComplete();
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(ended -> whole.tryComplete(body));
        request.resume();
        return whole.future();
    }

    /** What must hold for a body, for people. */
    public String rule() {
        return "a request's body has at most " + longest + " bytes";
    }

    private static boolean isEncoded(HttpServerRequest request) {
        return request.headers().getAll("content-encoding").stream()
                .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
    }
}
