package badezimmer.gateway.grpc;

import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
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
import badezimmer.proto.ListConnectedDevicesResponse;

import static badezimmer.device.testing.Patience.await;
import static badezimmer.gateway.grpc.TestDevices.lamp;
import static badezimmer.gateway.grpc.TestDevices.toilet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        client = BadezimmerServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
        registry.put(lamp("Light Lamp"));
        registry.put(lamp("Night Lamp"));
        registry.put(toilet("Toilet"));
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        registry.snapshot().devices().forEach(device -> registry.remove(device.id()));
        channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
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
        assertEquals(List.of(lamp("Night Lamp")), list(named("night")));
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
    void listsInPages() {
        ListConnectedDevicesRequest two =
                ListConnectedDevicesRequest.newBuilder().setPageSize(2).build();
        ListConnectedDevicesResponse first = client.listConnectedDevices(two);
        assertEquals(List.of(lamp("Light Lamp"), lamp("Night Lamp")), first.getDevicesList());
        registry.remove(lamp("Night Lamp").getId());
        registry.put(lamp("A Lamp"));
        ListConnectedDevicesRequest rest =
                two.toBuilder().setPageToken(first.getNextPageToken()).build();
        ListConnectedDevicesResponse last = client.listConnectedDevices(rest);
        assertEquals(List.of(toilet("Toilet")), last.getDevicesList());
        assertEquals("", last.getNextPageToken());
        assertEquals(List.of(), list(rest.toBuilder().setFilterName("Lamp").build()));
        assertEquals(
                List.of(toilet("Toilet")), list(rest.toBuilder().setPageSize(0).build()));
        assertEquals(3, list(two.toBuilder().setPageSize(3).build()).size());
        assertEquals(
                "",
                client.listConnectedDevices(two.toBuilder().setPageSize(3).build())
                        .getNextPageToken());
    }

    @Test
    void refusesPagesThatAreNone() {
        for (ListConnectedDevicesRequest request : List.of(
                ListConnectedDevicesRequest.newBuilder().setPageSize(-1).build(),
                ListConnectedDevicesRequest.newBuilder().setPageToken("?").build(),
                ListConnectedDevicesRequest.newBuilder().setPageToken("AAAA").build(),
                ListConnectedDevicesRequest.newBuilder().setPageToken("/////w").build())) {
            Status.Code code = assertThrows(StatusRuntimeException.class, () -> client.listConnectedDevices(request))
                    .getStatus()
                    .getCode();
            assertEquals(Status.Code.INVALID_ARGUMENT, code, request::toString);
        }
    }

    @Test
    void refusesAClientThatCompresses() {
        ListConnectedDevicesRequest everything = ListConnectedDevicesRequest.getDefaultInstance();
        assertEquals(
                Status.Code.UNIMPLEMENTED,
                assertThrows(
                                StatusRuntimeException.class,
                                () -> client.withCompression("gzip").listConnectedDevices(everything))
                        .getStatus()
                        .getCode());
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
}
