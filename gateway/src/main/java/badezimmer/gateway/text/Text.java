package badezimmer.gateway.text;

import badezimmer.discovery.Printable;

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

    /** For a log: cut, on one line, control and format characters escaped. */
    public static String printable(String text) {
        return cut(Printable.text(cut(text)));
    }
}
