package badezimmer.discovery;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConflictsTest {

    private final Conflicts conflicts = new Conflicts(new Random(1));

    @Test
    void fourteenConflictsSlowNothingDown() {
        for (int i = 0; i < 14; i++) {
            conflicts.count(i);
        }
        assertEquals(100, conflicts.nextAttempt(100));
        assertEquals(101, conflicts.nextAttempt(101));
        assertEquals(1, conflicts.step());
    }

    @Test
    void fifteenWithinTenSecondsAllowOneAttemptInFive() {
        for (int i = 0; i < 15; i++) {
            conflicts.nextAttempt(i * 700);
            conflicts.count(i * 700);
        }
        long last = 14 * 700;
        for (int i = 0; i < 10; i++) {
            long next = conflicts.nextAttempt(last + 300);
            assertTrue(next - last >= 5_000 && next - last < 7_500, "after " + (next - last) + " ms");
            last = next;
        }
    }

    @Test
    void fifteenOverALongerTimeSlowNothingDown() {
        for (int i = 0; i < 30; i++) {
            conflicts.count(i * 1_000);
        }
        assertEquals(30_000, conflicts.nextAttempt(30_000));
        assertEquals(30_001, conflicts.nextAttempt(30_001));
    }

    @Test
    void aNameThatWasWonEndsIt() {
        for (int i = 0; i < 15; i++) {
            conflicts.count(i);
        }
        conflicts.nextAttempt(100);
        conflicts.won();
        assertEquals(101, conflicts.nextAttempt(101));
    }
}
