package badezimmer.gateway.grpcweb;

import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts gRPC-Web in front of the gRPC services: after CORS and authentication, and before the route of native gRPC, which
 * over HTTP/2 would take {@code application/grpc-web} for its own.
 */
@Singleton
class GrpcWebRoute {

    /** The route of native gRPC follows from 0 on, and what is done for its calls alone has -1. */
    private static final int BEFORE_NATIVE_GRPC = -2;

    private final GrpcWebHandler handler;

    GrpcWebRoute(
            Vertx vertx,
            @GrpcService Instance<BindableService> services,
            @Any Instance<ServerInterceptor> interceptors,
            @Any Instance<ReadyAnswer> ready,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.grpc.server.max-inbound-message-size") int maxMessage) {
        handler = new GrpcWebHandler(
                vertx,
                new Methods(services.stream(), interceptors.stream()),
                ready.stream()
                        .map(answer -> new FramedAnswer(answer, meters))
                        .collect(Collectors.toUnmodifiableMap(FramedAnswer::path, answer -> answer)),
                maxMessage,
                code -> refused(meters, code).increment());
    }

    void install(@Observes Router router) {
        router.post().order(BEFORE_NATIVE_GRPC).handler(handler::post);
        router.route().order(BEFORE_NATIVE_GRPC).handler(handler::otherVerb);
    }

    private static Counter refused(MeterRegistry meters, Status.Code code) {
        return Counter.builder("badezimmer.grpcweb.refused")
                .description(
                        "Calls over gRPC-Web, and native ones of a method with a ready answer, that were refused or over before the service had answered")
                .tag("status", code.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
