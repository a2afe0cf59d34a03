package badezimmer.device.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waiting that ends when what is waited for is there: long enough for a machine that is busy with other things. */
public final class Patience {

    private Patience() {}

    /** As Awaitility's own, which gives up after 10 s. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }
}
