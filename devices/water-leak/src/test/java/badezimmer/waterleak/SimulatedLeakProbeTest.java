package badezimmer.waterleak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.FakeClock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulatedLeakProbeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();

    @Test
    void startsDry() {
        assertEquals(0, probe(OptionalInt.empty()).severity());
    }

    @Test
    void leaksBeginGrowAndDryUpWithinTheScale() {
        List<Integer> week = severities(probe(OptionalInt.empty()), 1_000);

        assertTrue(week.stream().allMatch(severity -> severity >= 0 && severity <= 10));
        assertTrue(week.contains(0));
        assertTrue(week.stream().anyMatch(severity -> severity >= 5));
        assertTrue(week.lastIndexOf(0) > week.indexOf(1));
    }

    @Test
    void nothingChangesBetweenTwoIntervals() {
        LeakProbe probe = probe(OptionalInt.empty());
        severities(probe, 50);
        int before = probe.severity();

        clock.advance(INTERVAL.minusMillis(1));

        assertEquals(before, probe.severity());
    }

    @Test
    void theSameSeedMakesTheSameWeek() {
        assertEquals(severities(probe(OptionalInt.empty()), 100), severities(probe(OptionalInt.empty()), 100));
    }

    @Test
    void aConfiguredSeverityHolds() {
        assertEquals(List.of(7, 7, 7), severities(probe(OptionalInt.of(7)), 3));
    }

    @Test
    void refusesASeverityAbove10() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> probe(OptionalInt.of(11)));

        assertEquals("badezimmer.water-leak.severity is 11, allowed is 0 to 10", refusal.getMessage());
    }

    private SimulatedLeakProbe probe(OptionalInt severity) {
        return new SimulatedLeakProbe(new Config(severity), clock);
    }

    private List<Integer> severities(LeakProbe probe, int count) {
        List<Integer> severities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clock.advance(INTERVAL);
            severities.add(probe.severity());
        }
        return severities;
    }

    private record Config(OptionalInt severity) implements WaterLeakConfig {

        @Override
        public String location() {
            return "BATHROOM";
        }

        @Override
        public Duration interval() {
            return INTERVAL;
        }

        @Override
        public OptionalLong seed() {
            return OptionalLong.of(1);
        }
    }
}
