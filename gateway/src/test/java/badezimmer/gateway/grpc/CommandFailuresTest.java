package badezimmer.gateway.grpc;

import java.net.URL;
import java.util.Arrays;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.google.rpc.Status;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.gateway.foreign.ForeignDevice;
import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.gateway.registry.DeviceRegistry;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.ErrorDetails;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every failure of a command, over every way to call. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class CommandFailuresTest {

    @TestHTTPResource
    URL gateway;

    @Inject
    Vertx vertx;

    @Inject
    DeviceRegistry registry;

    static Stream<Arguments> everyFailureOverEveryFace() {
        return Arrays.stream(Failure.values())
                .flatMap(failure -> Arrays.stream(Face.values()).map(face -> Arguments.of(failure, face)));
    }

    @ParameterizedTest
    @MethodSource("everyFailureOverEveryFace")
    void theCallerIsToldWhy(Failure failure, Face face) throws Exception {
        try (ForeignDevice device = failure.device(failure + " " + face)) {
            device.link()
                    .answering(request -> request.hasSendActuatorCommand()
                            ? failure.behaviour().apply(request.getSendActuatorCommand())
                            : ForeignLink.empty(request));
            device.announce();
            awaitStatus(device.id(), DeviceStatus.ONLINE_DEVICE_STATUS);
            if (failure == Failure.DEVICE_OFFLINE) {
                device.link().crash();
                awaitStatus(device.id(), DeviceStatus.OFFLINE_DEVICE_STATUS);
            }

            Status status = face.failure(gateway, vertx, failure.command(device.id()));

            assertEquals(failure.status.value(), status.getCode(), status::getMessage);
            assertEquals(1, status.getDetailsCount());
            ErrorDetails details = status.getDetails(0).unpack(ErrorDetails.class);
            assertEquals(failure.code, details.getCode());
            assertEquals(status.getMessage(), details.getMessage());
            assertTrue(details.getMetadataCount() > 0 || failure == Failure.DEVICE_REFUSES, details::toString);
        }
    }

    private void awaitStatus(String id, DeviceStatus status) {
        await().until(() -> registry.snapshot()
                .find(id)
                .filter(entry -> entry.device().getStatus() == status)
                .isPresent());
    }
}
