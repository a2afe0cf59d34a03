package badezimmer.fartdetector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.FakeClock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulatedNoseTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final FakeClock clock = new FakeClock();

    @Test
    void smellsNothingWhereNobodyIs() {
        assertEquals(List.of(new Nose.Smell(0, Optional.empty())), smells(nose(0, OptionalInt.empty()), 1));
    }

    @Test
    void aSmellComesAtOnceAndDecays() {
        List<Nose.Smell> smells = smells(nose(0.05, OptionalInt.empty()), 200);
        int worst = levels(smells)
                .indexOf(levels(smells).stream().max(Integer::compare).orElseThrow());

        assertTrue(smells.get(worst).level() >= 20);
        assertEquals(Optional.of(at(worst)), smells.get(worst).lastDetection());
        assertTrue(smells.get(worst + 1).level() < smells.get(worst).level());
    }

    @Test
    void theLevelStaysWithinItsBounds() {
        assertTrue(levels(smells(nose(1, OptionalInt.empty()), 200)).stream()
                .allMatch(level -> level >= 0 && level <= 100));
    }

    @Test
    void theSameSeedMakesTheSameDay() {
        assertEquals(
                levels(smells(nose(0.3, OptionalInt.empty()), 100)),
                levels(smells(nose(0.3, OptionalInt.empty()), 100)));
    }

    @Test
    void aConfiguredLevelHolds() {
        Instant start = clock.instant();

        assertEquals(
                new Nose.Smell(42, Optional.of(start)),
                smells(nose(1, OptionalInt.of(42)), 10).getLast());
    }

    @Test
    void refusesALevelAbove100() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> nose(0, OptionalInt.of(101)));

        assertEquals("badezimmer.fart-detector.smell-level is 101, allowed is 0 to 100", refusal.getMessage());
    }

    private SimulatedNose nose(double probability, OptionalInt smellLevel) {
        return new SimulatedNose(new Config(probability, smellLevel), clock);
    }

    private List<Nose.Smell> smells(Nose nose, int count) {
        List<Nose.Smell> smells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clock.advance(INTERVAL);
            smells.add(nose.sniff());
        }
        return smells;
    }

    /** When the smell at this index of a list of 200 was sensed. */
    private Instant at(int index) {
        return clock.instant().minus(INTERVAL.multipliedBy(199L - index));
    }

    private static List<Integer> levels(List<Nose.Smell> smells) {
        return smells.stream().map(Nose.Smell::level).toList();
    }

    private record Config(double probability, OptionalInt smellLevel) implements FartDetectorConfig {

        @Override
        public Duration interval() {
            return INTERVAL;
        }

        @Override
        public OptionalLong seed() {
            return OptionalLong.of(1);
        }

        @Override
        public double persistence() {
            return 0.8;
        }
    }
}
