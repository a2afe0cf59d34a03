package badezimmer.bench;

import java.util.Collection;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The parts that everything goes through, one by one, by JMH. */
final class Core {

    private Core() {}

    static void measure(Report report, Pace pace) throws RunnerException {
        long seconds = Math.max(1, pace.measured().toSeconds() / 3);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("badezimmer\\..*Benchmark")
                        .forks(1)
                        .warmupIterations(3)
                        .measurementIterations(3)
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementTime(TimeValue.seconds(seconds))
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("-Xmx256m", "-XX:+UseSerialGC")
                        .build())
                .run();
        for (RunResult result : results) {
            String name = "core/" + result.getParams().getBenchmark().replaceFirst(".*\\.", "");
            String devices = result.getParams().getParam("devices");
            String path = devices == null ? name : name + "/" + devices;
            report.add(Figure.of(path, result.getPrimaryResult().getScore(), "ns"));
            result.getSecondaryResults().forEach((what, score) -> allocated(report, path, what, score));
        }
    }

    private static void allocated(Report report, String path, String what, Result<?> score) {
        if (what.toLowerCase(Locale.ROOT).endsWith("gc.alloc.rate.norm")) {
            report.add(Figure.of(path + "/allocated", score.getScore(), "bytes"));
        }
    }
}
