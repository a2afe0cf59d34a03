package badezimmer.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import badezimmer.proto.DeviceCategory;

import static badezimmer.device.testing.Patience.await;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReadingsTest {

    private final Vertx vertx = Vertx.vertx();
    private final SlowSensor sensor = new SlowSensor();
    private final List<Map<String, String>> taken = new CopyOnWriteArrayList<>();
    private final Readings readings = new Readings(
            vertx,
            new FakeDeviceConfig(),
            new SerialDevice(vertx, sensor, new Answers(sensor, () -> "", new LinkMetrics(new SimpleMeterRegistry()))));

    @AfterEach
    void close() throws Exception {
        readings.stop();
        sensor.gate.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    @Test
    void handsOnWhatTheDeviceShows() {
        sensor.gate.countDown();

        readings.start(taken::add);

        await().until(() -> taken.contains(Map.of("reading", "3")));
    }

    @Test
    void aSlowDriverIsNotAskedAgainBeforeItHasAnswered() {
        readings.start(taken::add);
        await().until(() -> sensor.asked.get() == 1);

        for (int i = 0; i < 100; i++) {
            readings.refresh();
        }
        readings.stop();
        sensor.gate.countDown();

        await().during(Duration.ofMillis(100)).until(() -> sensor.asked.get() == 1);
    }

    @Test
    void manyReasonsInARowAreFewReadings() {
        sensor.gate.countDown();
        long begun = System.nanoTime();

        while (System.nanoTime() - begun < MILLISECONDS.toNanos(200)) {
            readings.refresh();
        }

        long millis = NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(sensor.asked.get() <= 2 + millis / 10, () -> sensor.asked + " readings in " + millis + " ms");
    }

    @Test
    void goesOnAfterADriverThatFailed() {
        sensor.gate.countDown();
        sensor.failures = 2;

        readings.start(taken::add);

        await().until(() -> !taken.isEmpty());
        assertEquals(Map.of("reading", "3"), taken.getFirst());
    }

    private static final class SlowSensor implements Sensor {

        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();
        volatile int failures;

        @Override
        public Identity identity() {
            return Identity.of("Slow", DeviceCategory.TOILET);
        }

        @Override
        public Properties properties() {
            int reading = asked.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (reading <= failures) {
                throw new IllegalStateException("no power");
            }
            return Properties.of("reading", reading);
        }
    }

    private record FakeDeviceConfig() implements DeviceConfig {

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public Duration readInterval() {
            return Duration.ofMillis(10);
        }
    }
}
