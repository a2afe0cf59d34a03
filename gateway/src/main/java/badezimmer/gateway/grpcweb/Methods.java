package badezimmer.gateway.grpcweb;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.Prioritized;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;

/** The methods of the bound services, by path, each behind the interceptors that native gRPC calls pass through. */
final class Methods {

    private static final Comparator<ServerInterceptor> INNERMOST_FIRST =
            Comparator.comparingInt(interceptor -> interceptor instanceof Prioritized p ? p.getPriority() : 0);

    private final Map<String, ServerMethodDefinition<?, ?>> byPath = new HashMap<>();

    Methods(Stream<BindableService> services, Stream<ServerInterceptor> interceptors) {
        List<ServerInterceptor> sorted = interceptors.sorted(INNERMOST_FIRST).toList();
        services.map(service -> ServerInterceptors.intercept(service.bindService(), sorted))
                .flatMap(service -> service.getMethods().stream())
                .forEach(method -> byPath.put("/" + method.getMethodDescriptor().getFullMethodName(), method));
    }

    /** The method that a request's path names. */
    Optional<ServerMethodDefinition<?, ?>> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
