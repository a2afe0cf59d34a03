package badezimmer.device;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

import badezimmer.discovery.DiscoverySettings;
import badezimmer.discovery.MulticastTransport;
import badezimmer.proto.DeviceCategory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResidentTest extends LinkServing {

    private final BrokenSensor sensor = new BrokenSensor();

    @Test
    void whoCannotAppearIsNotHereAndHoldsNoPort() throws Exception {
        Resident resident = resident();

        assertThrows(CompletionException.class, () -> join(resident.appear()));

        assertFalse(resident.isHere());
        assertFalse(resident.isListening());
    }

    @Test
    void whoCouldNotAppearMayTryAgain() throws Exception {
        Resident resident = resident();
        assertThrows(CompletionException.class, () -> join(resident.appear()));
        sensor.broken = false;

        join(resident.appear());

        assertTrue(resident.isHere());
        assertTrue(resident.isListening());
        join(resident.leave());
        assertFalse(resident.isListening());
    }

    private Resident resident() {
        MulticastTransport transport = new MulticastTransport(vertx, DiscoverySettings.defaults(), _ -> false, _ -> {});
        Presence presence = new Presence(transport, registry, sensor.identity().type());
        SerialDevice serial = new SerialDevice(vertx, sensor, new Answers(sensor, presence::idOrNameless, metrics));
        server = new LinkServer(vertx, config(Duration.ofSeconds(30), Duration.ofSeconds(5)), serial, metrics);
        return new Resident(
                sensor,
                "Broken",
                serial,
                server,
                new Readings(vertx, new Config(), serial),
                presence,
                () -> Duration.ofSeconds(60));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, SECONDS)
                .join();
    }

    private static final class BrokenSensor implements Sensor {

        private volatile boolean broken = true;

        @Override
        public Identity identity() {
            return Identity.of("Broken", DeviceCategory.TOILET);
        }

        @Override
        public Properties properties() {
            if (broken) {
                throw new IllegalStateException("no power");
            }
            return Properties.of("reading", 1);
        }
    }

    private record Config() implements DeviceConfig {

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public Duration readInterval() {
            return Duration.ofSeconds(1);
        }
    }
}
