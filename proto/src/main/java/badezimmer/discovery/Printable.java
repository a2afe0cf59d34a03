package badezimmer.discovery;

import java.util.logging.LogRecord;

/**
 * Text from the network as terminals and logs may show it. Characters that do not show as themselves are escaped: controls
 * (a new line would forge a log entry, ESC commands a terminal), line separators, and format characters, among them the
 * right-to-left marks, which make a text read as another one.
 */
public final class Printable {

    private static final int DEEPEST = 16;

    private Printable() {}

    /** The text on one line, e.g. <code>Lamp&#92;u202E</code> for a name that ends with a right-to-left override. */
    public static String text(String text) {
        if (!needsEscape(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (showsAsItself(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(escaped(c));
            }
        });
        return out.toString();
    }

    /** Makes what a log entry will say printable: its message, its parameters and its exceptions. */
    public static void make(LogRecord entry) {
        String message = entry.getMessage();
        if (message != null && needsEscape(message)) {
            entry.setMessage(text(message));
        }
        Object[] parameters = entry.getParameters();
        if (parameters != null) {
            Object[] printable = parameters.clone();
            for (int i = 0; i < printable.length; i++) {
                printable[i] = parameter(printable[i]);
            }
            entry.setParameters(printable);
        }
        if (entry.getThrown() != null && needsEscape(entry.getThrown(), DEEPEST)) {
            entry.setThrown(new Shown(entry.getThrown(), DEEPEST));
        }
    }

    private static Object parameter(Object parameter) {
        if (parameter == null || parameter instanceof Number) {
            return parameter;
        }
        String text = parameter.toString();
        return text != null && needsEscape(text) ? text(text) : parameter;
    }

    private static boolean needsEscape(Throwable thrown, int depth) {
        if (depth == 0 || needsEscape(thrown.toString())) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (needsEscape(suppressed, depth - 1)) {
                return true;
            }
        }
        return thrown.getCause() != null && needsEscape(thrown.getCause(), depth - 1);
    }

    private static boolean needsEscape(String text) {
        return !text.codePoints().allMatch(Printable::showsAsItself);
    }

    private static boolean showsAsItself(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(c < 0x10000 ? "\\u%04X" : "\\u{%X}", c);
        };
    }

    /** An exception as another one that prints the same, but escaped. */
    private static final class Shown extends Throwable {

        private final String text;

        Shown(Throwable original, int depth) {
            super(text(String.valueOf(original.getMessage())), cause(original, depth));
            text = text(original.toString());
            setStackTrace(original.getStackTrace());
            if (depth > 1) {
                for (Throwable suppressed : original.getSuppressed()) {
                    addSuppressed(new Shown(suppressed, depth - 1));
                }
            }
        }

        private static Throwable cause(Throwable original, int depth) {
            return original.getCause() == null || depth == 1 ? null : new Shown(original.getCause(), depth - 1);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
