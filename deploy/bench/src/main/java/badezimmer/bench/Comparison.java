package badezimmer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;

/** A run beside an earlier one: what became better or worse by more than two runs of the same code differ. */
final class Comparison {

    private static final double NOISE = 0.15;

    /** More of it is better. */
    private static final List<String> RATES =
            List.of("calls/s", "changes/s", "announcements/s", "of bare", "x the first");

    private Comparison() {}

    static String of(Path earlier, Map<String, Figure> now) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Object each : new JsonObject(Files.readString(earlier)).getJsonArray("figures")) {
            JsonObject before = (JsonObject) each;
            Figure figure = now.get(before.getString("name"));
            if (figure != null) {
                lines.add(line(figure, before.getDouble("value")));
            }
        }
        return "%n  %-46s %12s %12s%n".formatted("beside " + earlier.getFileName(), "then", "now")
                + String.join("\n", lines) + "\n";
    }

    private static String line(Figure figure, double before) {
        double ratio = before == 0 ? 1 : figure.value() / before;
        boolean moreIsBetter = RATES.contains(figure.unit());
        String verdict = Math.abs(ratio - 1) < NOISE ? "" : ratio > 1 == moreIsBetter ? "better" : "WORSE";
        return "  %-46s %12s %12s %-10s %5.2f %s"
                .formatted(
                        figure.name(),
                        Report.number(before),
                        Report.number(figure.value()),
                        figure.unit(),
                        ratio,
                        verdict)
                .stripTrailing();
    }
}
