package badezimmer.toilet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.FakeClock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulatedBowlTest {

    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private final FakeClock clock = new FakeClock();

    @Test
    void startsUnused() {
        assertEquals(
                new Bowl.Reading(0, Optional.empty(), false, 0),
                bowl(0, Optional.empty()).read());
    }

    @Test
    void everyVisitorFlushesWhileItWorks() {
        SimulatedBowl bowl = bowl(0, Optional.empty());

        clock.advance(INTERVAL.multipliedBy(3));

        assertEquals(new Bowl.Reading(3, Optional.of(clock.instant()), false, 18), bowl.read());
    }

    @Test
    void nobodyFlushesWhileItIsClogged() {
        SimulatedBowl bowl = bowl(0, Optional.of(true));

        clock.advance(INTERVAL.multipliedBy(3));

        assertEquals(new Bowl.Reading(0, Optional.empty(), true, 0), bowl.read());
    }

    @Test
    void clogsAndRecoversSometimes() {
        List<Bowl.Reading> day = readings(bowl(0.3, Optional.empty()), 100);

        assertTrue(day.stream().anyMatch(Bowl.Reading::clogged));
        assertFalse(day.stream().allMatch(Bowl.Reading::clogged));
        assertTrue(day.getLast().flushes() > 10);
    }

    @Test
    void theSameSeedMakesTheSameDay() {
        List<Boolean> first = clogged(readings(bowl(0.3, Optional.empty()), 100));
        List<Boolean> second = clogged(readings(bowl(0.3, Optional.empty()), 100));

        assertEquals(first, second);
    }

    @Test
    void refusesAProbabilityAboveOne() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> bowl(1.5, Optional.empty()));

        assertEquals("badezimmer.toilet.clog-probability is 1.5, allowed is 0.0 to 1.0", refusal.getMessage());
    }

    private SimulatedBowl bowl(double clogProbability, Optional<Boolean> clogged) {
        return new SimulatedBowl(new Config(clogProbability, clogged), clock);
    }

    private List<Bowl.Reading> readings(Bowl bowl, int count) {
        List<Bowl.Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clock.advance(INTERVAL);
            readings.add(bowl.read());
        }
        return readings;
    }

    private static List<Boolean> clogged(List<Bowl.Reading> readings) {
        return readings.stream().map(Bowl.Reading::clogged).toList();
    }

    private record Config(double clogProbability, Optional<Boolean> clogged) implements ToiletConfig {

        @Override
        public Duration interval() {
            return INTERVAL;
        }

        @Override
        public OptionalLong seed() {
            return OptionalLong.of(1);
        }

        @Override
        public double litersPerFlush() {
            return 6;
        }
    }
}
