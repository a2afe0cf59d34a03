package badezimmer.gateway.grpc;

import java.util.Optional;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import badezimmer.gateway.command.Commands;
import badezimmer.gateway.http.StreamLimits;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.gateway.registry.Page;
import badezimmer.gateway.registry.Snapshot;
import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.ListConnectedDevicesRequest;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;
import badezimmer.proto.WatchDevicesRequest;

/**
 * The gateway's gRPC service. Bound by hand and not by its generated base class, because a list answers with bytes that
 * the registry keeps, whatever the number of devices.
 */
@GrpcService
class DeviceService implements BindableService {

    private static final MethodDescriptor<ListConnectedDevicesRequest, ByteString> LIST = list();
    private static final MethodDescriptor<SendActuatorCommandRequest, SendActuatorCommandResponse> SEND =
            BadezimmerServiceGrpc.getSendActuatorCommandMethod();
    private static final MethodDescriptor<WatchDevicesRequest, DeviceEvent> WATCH =
            BadezimmerServiceGrpc.getWatchDevicesMethod();

    private final Vertx vertx;
    private final DeviceRegistry registry;
    private final Commands commands;
    private final StreamLimits streams;

    DeviceService(Vertx vertx, DeviceRegistry registry, Commands commands, StreamLimits streams) {
        this.vertx = vertx;
        this.registry = registry;
        this.commands = commands;
        this.streams = streams;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServiceDescriptor service = ServiceDescriptor.newBuilder(BadezimmerServiceGrpc.SERVICE_NAME)
                .setSchemaDescriptor(
                        BadezimmerServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(LIST)
                .addMethod(SEND)
                .addMethod(WATCH)
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(LIST, ServerCalls.asyncUnaryCall(this::list))
                .addMethod(SEND, ServerCalls.asyncUnaryCall(this::send))
                .addMethod(WATCH, ServerCalls.asyncServerStreamingCall(this::watch))
                .build();
    }

    private void list(ListConnectedDevicesRequest request, StreamObserver<ByteString> client) {
        DeviceFilter filter = DeviceFilter.of(request);
        Page page;
        try {
            page = Page.of(request.getPageSize(), request.getPageToken());
        } catch (IllegalArgumentException e) {
            client.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        }
        Snapshot snapshot = registry.snapshot();
        boolean everything = filter.wantsAll() && page.equals(Page.WHOLE);
        client.onNext(everything ? snapshot.listResponse() : page.of(snapshot, filter));
        client.onCompleted();
    }

    private void send(SendActuatorCommandRequest request, StreamObserver<SendActuatorCommandResponse> client) {
        // The command is carried out even if nobody waits for its answer any more.
        ((ServerCallStreamObserver<SendActuatorCommandResponse>) client).setOnCancelHandler(() -> {});
        Context context = vertx.getOrCreateContext();
        commands.send(request)
                .onComplete(done -> context.runOnContext(nothing -> {
                    if (done.succeeded()) {
                        client.onNext(done.result());
                        client.onCompleted();
                    } else {
                        client.onError(ErrorStatus.of(done.cause()));
                    }
                }));
    }

    private void watch(WatchDevicesRequest request, StreamObserver<DeviceEvent> client) {
        Optional<Runnable> place = streams.take();
        if (place.isEmpty()) {
            client.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription(StreamLimits.REFUSAL)
                    .asRuntimeException());
            return;
        }
        DeviceStream.open(
                (ServerCallStreamObserver<DeviceEvent>) client,
                request,
                registry,
                vertx.getOrCreateContext(),
                place.get());
    }

    private static MethodDescriptor<ListConnectedDevicesRequest, ByteString> list() {
        MethodDescriptor<ListConnectedDevicesRequest, ?> generated =
                BadezimmerServiceGrpc.getListConnectedDevicesMethod();
        return generated.toBuilder(generated.getRequestMarshaller(), new SerializedMarshaller())
                .build();
    }
}
