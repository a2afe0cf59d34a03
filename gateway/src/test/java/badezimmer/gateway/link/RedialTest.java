package badezimmer.gateway.link;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

class RedialTest {

    private final Redial redial = new Redial(new Random(7));

    @Test
    void whoWasNeverReachedIsTriedLessOftenHoweverMuchItIsAnnounced() {
        fail(20);
        long pause = redial.whenAsked(false);
        assertTrue(pause > 6_000 && pause <= 12_800, "" + pause);
    }

    @Test
    void whoWasReachedOnceIsTriedAgainSoon() {
        fail(20);
        long pause = redial.whenAsked(true);
        assertTrue(pause <= 200, "" + pause);
    }

    @Test
    void anAnnouncementNeverPutsOffAnAttempt() {
        for (int failures = 1; failures <= 20; failures++) {
            redial.begun();
            long next = redial.afterFailure();
            assertTrue(redial.whenAsked(false) <= next, failures + " failures");
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            redial.begun();
            redial.afterFailure();
        }
    }
}
