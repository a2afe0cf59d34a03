package badezimmer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The figures of a run, in the order in which they were measured: said as they come, and kept as JSON. */
final class Report {

    private static final String COORDINATED_OMISSION =
            "closed loop: a connection asks again when it was answered, so a stall is asked about less often than it lasted"
                    + " (coordinated omission is not corrected)";

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    void add(Figure figure) {
        figures.put(figure.name(), figure);
        System.out.println(line(figure));
    }

    void say(String text) {
        System.out.println(text);
    }

    Map<String, Figure> figures() {
        return figures;
    }

    Optional<Double> value(String name) {
        return Optional.ofNullable(figures.get(name)).map(Figure::value);
    }

    /** Every figure that has a target, and whether it holds. */
    String table() {
        StringBuilder table = new StringBuilder();
        figures.values().forEach(figure -> table.append(line(figure)).append('\n'));
        long targets = figures.values().stream().filter(f -> f.target() != null).count();
        long held = figures.values().stream()
                .filter(f -> f.target() != null && f.holds())
                .count();
        return table.append("%n%d of %d targets reached; %s%n".formatted(held, targets, COORDINATED_OMISSION))
                .toString();
    }

    void write(Path file, boolean quick) throws IOException {
        JsonArray all = new JsonArray();
        figures.values().forEach(figure -> all.add(figure.toJson()));
        JsonObject json = new JsonObject()
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put("quick", quick)
                .put("latencies", COORDINATED_OMISSION)
                .put("figures", all);
        Files.writeString(file, json.encodePrettily());
    }

    static String number(double value) {
        double size = Math.abs(value);
        String pattern = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, pattern, value);
    }

    private static String line(Figure figure) {
        String target = figure.target() == null
                ? ""
                : "%-12s %s".formatted(figure.target(), figure.holds() ? "reached" : "NOT REACHED");
        return "  %-46s %12s %-14s %s"
                .formatted(figure.name(), number(figure.value()), figure.unit(), target)
                .stripTrailing();
    }
}
