package badezimmer.gateway.grpc;

import java.net.URL;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.BadezimmerServiceGrpc.BadezimmerServiceBlockingStub;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.ListConnectedDevicesRequest;

import static badezimmer.gateway.grpc.TestDevices.lamp;
import static badezimmer.gateway.grpc.TestDevices.toilet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The gateway as a stock grpc-java client sees it: plaintext HTTP/2 on the port of everything else. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class NativeGrpcTest {

    @TestHTTPResource
    URL gateway;

    @Inject
    DeviceRegistry registry;

    private ManagedChannel channel;
    private BadezimmerServiceBlockingStub client;

    @BeforeEach
    void connect() {
        await().until(() -> registry.snapshot().devices().isEmpty());
        channel = NettyChannelBuilder.forAddress(gateway.getHost(), gateway.getPort())
                .usePlaintext()
                .build();
        client = BadezimmerServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
        registry.put(lamp("Light Lamp"));
        registry.put(lamp("Night Lamp"));
        registry.put(toilet("Toilet"));
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        registry.snapshot().devices().forEach(device -> registry.remove(device.id()));
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void listsEveryDevice() {
        assertEquals(
                List.of(lamp("Light Lamp"), lamp("Night Lamp"), toilet("Toilet")),
                list(ListConnectedDevicesRequest.getDefaultInstance()));
    }

    @Test
    void listsByKind() {
        assertEquals(List.of(toilet("Toilet")), list(ofKind(DeviceKind.SENSOR_KIND)));
        assertEquals(List.of(lamp("Light Lamp"), lamp("Night Lamp")), list(ofKind(DeviceKind.ACTUATOR_KIND)));
        assertEquals(List.of(), list(ofKind(DeviceKind.UNKNOWN_KIND)));
        assertEquals(
                List.of(),
                list(ListConnectedDevicesRequest.newBuilder()
                        .setFilterKindValue(77)
                        .build()));
    }

    @Test
    void listsByPartOfTheName() {
        assertEquals(List.of(lamp("Light Lamp"), lamp("Night Lamp")), list(named("ight")));
        assertEquals(List.of(lamp("Night Lamp")), list(named("Night")));
        assertEquals(List.of(), list(named("night")));
        assertEquals(3, list(named("")).size());
    }

    @Test
    void listsByKindAndName() {
        ListConnectedDevicesRequest both = ListConnectedDevicesRequest.newBuilder()
                .setFilterKind(DeviceKind.SENSOR_KIND)
                .setFilterName("Lamp")
                .build();
        assertEquals(List.of(), list(both));
        assertEquals(
                List.of(toilet("Toilet")),
                list(both.toBuilder().setFilterName("oil").build()));
    }

    @Test
    void tellsItsHealth() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
        for (String service : List.of("", BadezimmerServiceGrpc.SERVICE_NAME)) {
            HealthCheckRequest request =
                    HealthCheckRequest.newBuilder().setService(service).build();
            assertEquals(ServingStatus.SERVING, health.check(request).getStatus(), service);
        }
    }

    @Test
    void describesItselfByReflection() throws Exception {
        BlockingQueue<ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> questions =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new Queue<>(answers));
        questions.onNext(
                ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> services = answers.poll(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
        assertTrue(services.contains(BadezimmerServiceGrpc.SERVICE_NAME), services::toString);

        questions.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol(BadezimmerServiceGrpc.SERVICE_NAME)
                .build());
        FileDescriptorProto schema = FileDescriptorProto.parseFrom(
                answers.poll(10, TimeUnit.SECONDS).getFileDescriptorResponse().getFileDescriptorProto(0));
        assertEquals("badezimmer", schema.getPackage());
        assertEquals(3, schema.getService(0).getMethodCount());
        questions.onCompleted();
    }

    @Test
    void knowsNoOtherMethod() {
        StatusRuntimeException unknown = assertThrows(
                StatusRuntimeException.class,
                () -> io.grpc.stub.ClientCalls.blockingUnaryCall(
                        channel,
                        BadezimmerServiceGrpc.getListConnectedDevicesMethod().toBuilder()
                                .setFullMethodName("badezimmer.BadezimmerService/Unheard")
                                .build(),
                        io.grpc.CallOptions.DEFAULT,
                        ListConnectedDevicesRequest.getDefaultInstance()));
        assertEquals(Status.Code.UNIMPLEMENTED, unknown.getStatus().getCode());
    }

    private List<ConnectedDevice> list(ListConnectedDevicesRequest request) {
        return client.listConnectedDevices(request).getDevicesList();
    }

    private static ListConnectedDevicesRequest ofKind(DeviceKind kind) {
        return ListConnectedDevicesRequest.newBuilder().setFilterKind(kind).build();
    }

    private static ListConnectedDevicesRequest named(String part) {
        return ListConnectedDevicesRequest.newBuilder().setFilterName(part).build();
    }

    private record Queue<T>(BlockingQueue<T> messages) implements StreamObserver<T> {

        @Override
        public void onNext(T message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
