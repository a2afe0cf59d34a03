package badezimmer.gateway.grpc;

import io.grpc.BindableService;

import badezimmer.gateway.discovery.BareGateway;
import badezimmer.gateway.grpcweb.ReadyAnswer;
import badezimmer.gateway.http.StreamLimits;

/** The gateway's gRPC service without its container. */
public final class TestServices {

    private TestServices() {}

    public static BindableService of(BareGateway gateway) {
        return new DeviceService(gateway.vertx, gateway.registry, gateway.commands, new StreamLimits());
    }

    /** Its list, ready before anybody asks. */
    public static ReadyAnswer list(BareGateway gateway) {
        return new ReadyList(gateway.registry);
    }
}
