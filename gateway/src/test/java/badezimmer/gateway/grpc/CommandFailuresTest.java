package badezimmer.gateway.grpc;

import java.net.URL;
import java.util.Arrays;
import java.util.stream.Stream;

import com.google.rpc.Status;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import badezimmer.gateway.foreign.ForeignDevice;
import badezimmer.gateway.foreign.ForeignLink;
import badezimmer.gateway.foreign.ShortTimes;
import badezimmer.proto.ErrorDetails;

import static badezimmer.gateway.foreign.Gateway.awaitStatus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every failure of a command, over every way to call. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class CommandFailuresTest {

    @TestHTTPResource
    URL gateway;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

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
            awaitStatus(device.id(), "ONLINE");
            if (failure == Failure.DEVICE_OFFLINE) {
                device.link().crash();
                awaitStatus(device.id(), "OFFLINE");
            }

            Status status = face.failure(gateway, vertx, failure.command(device.id()));

            assertEquals(failure.status.value(), status.getCode(), status::getMessage);
            assertEquals(1, status.getDetailsCount());
            ErrorDetails details = status.getDetails(0).unpack(ErrorDetails.class);
            assertEquals(failure.code, details.getCode());
            assertEquals(status.getMessage(), details.getMessage());
            assertTrue(details.getMessage().length() <= 256, details::toString);
            assertTrue(details.getMetadataCount() > 0 || failure == Failure.DEVICE_REFUSES, details::toString);
        }
    }
}
