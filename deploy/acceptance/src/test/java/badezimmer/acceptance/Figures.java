package badezimmer.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Measured times of one kind: printed, and held to their promise. */
final class Figures {

    private final String what;
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());

    Figures(String what) {
        this.what = what;
    }

    void add(Duration time) {
        times.add(time);
    }

    void assertWithin(Duration median, Duration p99) {
        List<Duration> sorted = times.stream().sorted().toList();
        Duration atMedian = sorted.get(sorted.size() / 2);
        Duration atP99 = sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100));
        System.out.printf(
                "FIGURE %s: median %s, p99 %s, most %s of %d%n",
                what, millis(atMedian), millis(atP99), millis(sorted.getLast()), sorted.size());
        assertTrue(
                atMedian.compareTo(Promise.within(median)) <= 0,
                () -> what + ": median " + millis(atMedian) + ", promised " + millis(median));
        assertTrue(
                atP99.compareTo(Promise.within(p99)) <= 0,
                () -> what + ": p99 " + millis(atP99) + ", promised " + millis(p99));
    }

    /** One time alone. */
    static void assertWithin(String what, Duration taken, Duration promised) {
        System.out.printf("FIGURE %s: %s%n", what, millis(taken));
        assertTrue(
                taken.compareTo(Promise.within(promised)) <= 0,
                () -> what + " took " + millis(taken) + ", promised " + millis(promised));
    }

    private static String millis(Duration time) {
        return "%.1f ms".formatted(time.toNanos() / 1e6);
    }
}
