package badezimmer.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportTest {

    @Test
    void saysWhatWasNotReached() {
        Report report = new Report();
        report.add(Figure.of("fast", 10, "calls/s").atLeast(20));
        report.add(Figure.of("slow", 10, "ms").atMost(20));
        report.add(Figure.of("told", 10, "ms"));
        assertTrue(report.table().contains("1 of 2 targets reached"), report.table());
        assertTrue(report.table().contains("coordinated omission"), report.table());
        assertTrue(report.table().lines().anyMatch(line -> line.contains("fast") && line.contains("NOT REACHED")));
    }

    @Test
    void comparesWithAnEarlierRun(@TempDir Path directory) throws Exception {
        Report before = new Report();
        before.add(Figure.of("rate", 100, "calls/s"));
        before.add(Figure.of("delay", 100, "ms"));
        before.add(Figure.of("same", 100, "ms"));
        before.add(Figure.of("gone", 100, "ms"));
        Path file = directory.resolve("bench.json");
        before.write(file, true);
        Report now = new Report();
        now.add(Figure.of("rate", 200, "calls/s"));
        now.add(Figure.of("delay", 200, "ms"));
        now.add(Figure.of("same", 104, "ms"));
        List<String> lines = Comparison.of(file, now.figures()).lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.contains("rate") && line.endsWith("better")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("delay") && line.endsWith("WORSE")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("same") && line.endsWith("1.04")));
        assertFalse(String.join("", lines).contains("gone"));
    }

    @Test
    void plotsWhatWasMeasured() throws Exception {
        String svg = Plot.of(Map.of("list/rest/5", 60_000.0, "list/rest/100", 30_000.0), List.of(5, 100));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        // The line, and its sample in the legend.
        assertEquals(2, document.getElementsByTagName("polyline").getLength());
        assertEquals(2, document.getElementsByTagName("circle").getLength());
    }

    @Test
    void saysWhatAnOptionMayBe() {
        assertEquals(List.of(5, 100), Options.parse("--devices", "100,5").sizes());
        assertEquals(
                List.of("core", "jmdns"),
                Options.parse("core", "--quick", "jmdns").parts());
        for (String[] wrong :
                new String[][] {{"--devices", "0"}, {"--devices"}, {"--fast"}, {"--compare", "no-file"}}) {
            assertThrows(IllegalArgumentException.class, () -> Options.parse(wrong));
        }
    }
}
