package badezimmer.gateway.text;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TextTest {

    @Test
    void keepsStrangersWordsOnOneLine() {
        assertEquals(
                "Lamp\\u001B[2J\\nINFO all is well\\u202E", Text.printable("Lamp\u001b[2J\nINFO all is well\u202e"));
    }

    @Test
    void keepsLettersOfEveryScript() {
        assertEquals("Spülbecken 洗面台 🚿", Text.printable("Spülbecken 洗面台 🚿"));
    }

    @Test
    void cutsWhatIsTooLong() {
        assertEquals(256, Text.printable("x".repeat(5_000)).length());
    }

    @Test
    void cutsWhatIsLongerThan256Characters() {
        String fits = "x".repeat(256);
        assertEquals(fits, Text.cut(fits));
        assertEquals("x".repeat(253) + "...", Text.cut(fits + "x"));
        assertEquals("x".repeat(252) + "...", Text.cut("x".repeat(252) + "🚿".repeat(9)));
    }
}
