package badezimmer.gateway.discovery;

/** Strangers' words in our log. */
public final class Text {

    private static final int LONGEST = 300;

    private Text() {}

    /** On one line, without control characters, and not too long. */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
