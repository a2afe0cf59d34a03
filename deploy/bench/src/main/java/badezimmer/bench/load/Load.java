package badezimmer.bench.load;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * What a closed loop came to.
 *
 * @param latencies of each call, in nanoseconds
 * @param bytes received
 * @param took how long was measured
 */
public record Load(Histogram latencies, long bytes, Duration took) {

    /** Both, one after the other. */
    public Load plus(Load other) {
        Histogram both = latencies.copy();
        both.add(other.latencies);
        return new Load(both, bytes + other.bytes, took.plus(other.took));
    }

    /** Calls that were answered. */
    public long calls() {
        return latencies.getTotalCount();
    }

    public double perSecond() {
        return calls() * 1e9 / took.toNanos();
    }

    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
