package badezimmer.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The list's calls a second over the number of devices, both on logarithmic axes, as SVG. */
final class Plot {

    private record Line(String label, String name, String color, String dash) {}

    private static final List<Line> LINES = List.of(
            new Line("gRPC-Web", "list/grpc-web/", "#0b6e99", ""),
            new Line("gRPC-Web, bare Vert.x", "list/bare-grpc-web/", "#0b6e99", "6 4"),
            new Line("REST", "list/rest/", "#b4540a", ""),
            new Line("REST, bare Vert.x", "list/bare-rest/", "#b4540a", "6 4"),
            new Line("gRPC", "list/grpc/", "#5b3a8e", ""),
            new Line("gRPC-Web, first system", "first/grpc-web/", "#0b6e99", "1 5"),
            new Line("REST, first system", "first/rest/", "#b4540a", "1 5"));

    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int RIGHT = 200;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final double[] DEVICES = {3, 10_000};
    private static final double[] CALLS = {1, 200_000};

    private final StringBuilder svg = new StringBuilder();

    private Plot() {}

    /** @param values by name, each name ending with the number of devices */
    static String of(Map<String, Double> values, List<Integer> sizes) {
        return new Plot().draw(values, sizes);
    }

    private String draw(Map<String, Double> values, List<Integer> sizes) {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT);
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(LEFT, 22, "start", "Calls of the list a second, 32 connections, over the number of devices");
        for (double calls = CALLS[0]; calls <= CALLS[1]; calls *= 10) {
            line(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT, WIDTH - RIGHT, y(calls), y(calls));
            text(LEFT - 8, y(calls) + 4, "end", String.format(Locale.ROOT, "%,.0f", calls));
        }
        for (int size : sizes) {
            text(x(size), HEIGHT - BOTTOM + 20, "middle", String.format(Locale.ROOT, "%,d", size));
        }
        int row = 0;
        for (Line each : LINES) {
            row += draw(each, values, sizes, TOP + 20 * row) ? 1 : 0;
        }
        return svg.append("</svg>\n").toString();
    }

    private boolean draw(Line each, Map<String, Double> values, List<Integer> sizes, int labelAt) {
        StringJoiner points = new StringJoiner(" ");
        for (int size : sizes) {
            Double value = values.get(each.name() + size);
            if (value != null) {
                points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(size), y(value)));
                line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x(size), y(value), each.color());
            }
        }
        if (points.length() == 0) {
            return false;
        }
        String style = "fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
                .formatted(each.color(), each.dash());
        line("<polyline points=\"%s\" %s/>", points, style);
        int from = WIDTH - RIGHT + 15;
        line("<polyline points=\"%d,%d %d,%d\" %s/>", from, labelAt, from + 28, labelAt, style);
        text(from + 34, labelAt + 4, "start", each.label());
        return true;
    }

    private void text(double x, double y, String anchor, String text) {
        line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\">%s</text>", x, y, anchor, text);
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static double x(double devices) {
        return LEFT + (WIDTH - LEFT - RIGHT) * part(devices, DEVICES);
    }

    private static double y(double calls) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part(Math.max(calls, CALLS[0]), CALLS);
    }

    private static double part(double value, double[] range) {
        return Math.log(value / range[0]) / Math.log(range[1] / range[0]);
    }
}
