package badezimmer.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.FakeClock;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StepsTest {

    private final FakeClock clock = new FakeClock();
    private final Instant start = clock.instant();
    private final Steps steps = new Steps(clock, Duration.ofSeconds(10));
    private final List<Instant> taken = new ArrayList<>();

    @Test
    void nothingFallsDueBeforeTheIntervalHasPassed() {
        after(Duration.ofMillis(9_999));

        assertEquals(List.of(), taken);
    }

    @Test
    void missedStepsAreMadeUpForWithTheMomentsTheyFellDue() {
        after(Duration.ofSeconds(25));
        after(Duration.ofSeconds(5));

        assertEquals(List.of(start.plusSeconds(10), start.plusSeconds(20), start.plusSeconds(30)), taken);
    }

    @Test
    void aClockThatLeapsAheadLeavesTheMissedStepsOut() {
        after(Duration.ofDays(20_000));
        assertEquals(List.of(), taken);

        after(Duration.ofSeconds(10));
        assertEquals(1, taken.size());
    }

    @Test
    void aClockThatIsSetBackGoesOnFromThere() {
        after(Duration.ofDays(-1));
        after(Duration.ofSeconds(10));

        assertEquals(List.of(clock.instant()), taken);
    }

    private void after(Duration pause) {
        clock.advance(pause);
        steps.catchUp(taken::add);
    }
}
