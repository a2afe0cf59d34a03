package badezimmer.discovery;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * When two names are one: in Unicode's form NFC, and with A to Z and a to z alike, they are the same text (RFC 6762 section
 * 16; proto/README.md section 4.1). A name is shown as it was announced and compared by its key. Thread-safe.
 */
public final class Names {

    private Names() {}

    /** What a name, an id or a part of one is compared by. A key is its own key. */
    public static String key(String name) {
        if (isAscii(name)) {
            return lowerCase(name);
        }
        // Once more after the change of case: H and a line below have no common character, h and a line below have.
        return normalized(lowerCase(normalized(name)));
    }

    /** The same, for a name that may have been written without its final dot. */
    static String keyOfDomain(String name) {
        return key(Records.withFinalDot(name));
    }

    /** Whether two names are one. */
    public static boolean same(String one, String other) {
        return one.equals(other) || key(one).equals(key(other));
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Of ASCII letters alone: an i is an i in every language. */
    private static String lowerCase(String name) {
        char[] changed = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                changed = changed == null ? name.toCharArray() : changed;
                changed[i] = (char) (c + ('a' - 'A'));
            }
        }
        return changed == null ? name : new String(changed);
    }

    private static String normalized(String name) {
        return Normalizer.isNormalized(name, Form.NFC) ? name : Normalizer.normalize(name, Form.NFC);
    }
}
