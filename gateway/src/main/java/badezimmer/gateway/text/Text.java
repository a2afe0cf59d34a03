package badezimmer.gateway.text;

/** Text that came from outside: what it may do to our messages, headers and logs is limited here. */
public final class Text {

    /** In {@code char}s, the mark of a cut included. */
    public static final int LONGEST = 256;

    private static final String CUT = "...";

    private Text() {}

    /** The text, or its beginning and {@code ...}: at most {@value #LONGEST} characters; null stays null. */
    public static String cut(String text) {
        if (text == null || text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** For a log: cut, on one line, without control characters. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder();
        cut(text)
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
