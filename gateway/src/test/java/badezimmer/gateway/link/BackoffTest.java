package badezimmer.gateway.link;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackoffTest {

    @Test
    void growsBy1Point8UpToAMinuteGiveOrTakeAFifth() {
        Backoff backoff = new Backoff(new Random(7));
        double seconds = 1;
        for (int attempt = 1; attempt <= 20; attempt++) {
            seconds = Math.min(seconds * 1.8, 60);
            long pause = backoff.next();
            assertTrue(pause >= seconds * 800 - 1 && pause <= seconds * 1_200 + 1, attempt + ": " + pause);
        }
    }

    @Test
    void beginsAgainAfterAReset() {
        Backoff backoff = new Backoff(new Random(7));
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        backoff.reset();
        assertEquals(1_800, backoff.next(), 360);
    }
}
