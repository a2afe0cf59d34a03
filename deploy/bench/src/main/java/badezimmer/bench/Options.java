package badezimmer.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param parts of {@link #PARTS}
 * @param sizes numbers of devices
 * @param out where figures, plot and logs go
 * @param compare figures of an earlier run, or null
 */
record Options(List<String> parts, List<Integer> sizes, boolean isQuick, Path out, Path compare) {

    static final List<String> PARTS = List.of("core", "lists", "commands", "changes", "jmdns");

    private static final List<Integer> SIZES = List.of(5, 100, 1_000, 5_000);
    private static final List<Integer> QUICK_SIZES = List.of(5, 100);
    private static final int MOST = 8_000;

    /** Throws {@link IllegalArgumentException} with a sentence for people. */
    static Options parse(String... args) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
        List<String> parts = new ArrayList<>();
        List<Integer> sizes = null;
        boolean quick = false;
        Path out = Path.of("target");
        Path compare = null;
        while (!left.isEmpty()) {
            String arg = left.poll();
            switch (arg) {
                case "--quick" -> quick = true;
                case "--devices" -> sizes = sizes(value(arg, left));
                case "--out" -> out = Path.of(value(arg, left));
                case "--compare" -> compare = file(value(arg, left));
                default -> parts.add(part(arg));
            }
        }
        return new Options(
                parts.isEmpty() ? PARTS : List.copyOf(parts),
                sizes != null ? sizes : quick ? QUICK_SIZES : SIZES,
                quick,
                out,
                compare);
    }

    boolean wants(String part) {
        return parts.contains(part);
    }

    Pace pace() {
        return isQuick ? Pace.QUICK : Pace.FULL;
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return left.poll();
    }

    private static String part(String arg) {
        if (!PARTS.contains(arg)) {
            throw new IllegalArgumentException("bench has no part or option " + arg + ". Parts are "
                    + String.join(", ", PARTS) + "; options --quick, --devices N,N, --out DIR, --compare FILE.");
        }
        return arg;
    }

    private static List<Integer> sizes(String text) {
        try {
            List<Integer> sizes = Arrays.stream(text.split(","))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
            if (sizes.getFirst() >= 1 && sizes.getLast() <= MOST) {
                return sizes;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--devices takes numbers of 1 to " + MOST + ", got: " + text);
    }

    private static Path file(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("--compare takes the bench.json of an earlier run; there is no " + name);
        }
        return file;
    }
}
