package badezimmer.gateway.grpc;

import java.net.URL;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
import org.junit.jupiter.api.function.Executable;

import badezimmer.gateway.foreign.ForeignDevice;
import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.proto.BadezimmerServiceGrpc;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.ListConnectedDevicesRequest;

import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every gRPC tool expects of a server: health, reflection, a word on unknown methods; and a list by what it reflects. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class StandardServicesTest {

    @TestHTTPResource
    URL gateway;

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = NettyChannelBuilder.forAddress(gateway.getHost(), gateway.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
    }

    @Test
    void listsADeviceThatWasFound() {
        try (ForeignDevice lamp = ForeignDevice.lamp("Called").announce()) {
            awaitStatus(lamp.id(), "ONLINE");
            ListConnectedDevicesRequest called = ListConnectedDevicesRequest.newBuilder()
                    .setFilterName("Called")
                    .build();
            ConnectedDevice listed = BadezimmerServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .listConnectedDevices(called)
                    .getDevices(0);
            assertEquals(lamp.id(), listed.getId());
            assertEquals("70", listed.getPropertiesOrThrow("brightness"));
        }
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
    void remembersNoServiceThatAClientMakesUp() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
        HealthCheckRequest unknown =
                HealthCheckRequest.newBuilder().setService("x".repeat(6_000)).build();
        for (Executable call : List.<Executable>of(() -> health.watch(unknown).next(), () -> health.check(unknown))) {
            StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call);
            assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
            assertTrue(refused.getStatus().getDescription().length() <= 256);
        }
        HealthCheckRequest whole = HealthCheckRequest.getDefaultInstance();
        assertEquals(ServingStatus.SERVING, health.watch(whole).next().getStatus());
    }

    @Test
    void describesItselfByReflection() throws Exception {
        BlockingQueue<ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> questions =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new Queue<>(answers));
        questions.onNext(
                ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> services = answers.poll(60, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
        assertTrue(services.contains(BadezimmerServiceGrpc.SERVICE_NAME), services::toString);

        questions.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol(BadezimmerServiceGrpc.SERVICE_NAME)
                .build());
        FileDescriptorProto schema = FileDescriptorProto.parseFrom(
                answers.poll(60, TimeUnit.SECONDS).getFileDescriptorResponse().getFileDescriptorProto(0));
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
