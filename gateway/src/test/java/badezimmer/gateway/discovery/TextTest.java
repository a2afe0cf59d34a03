package badezimmer.gateway.discovery;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TextTest {

    @Test
    void keepsStrangersWordsOnOneLine() {
        assertEquals("Lamp?[2J?INFO all is well?", Text.printable("Lamp\u001b[2J\nINFO all is well\u202e"));
    }

    @Test
    void keepsLettersOfEveryScript() {
        assertEquals("Spülbecken 洗面台 🚿", Text.printable("Spülbecken 洗面台 🚿"));
    }

    @Test
    void cutsWhatIsTooLong() {
        assertEquals(300, Text.printable("x".repeat(5_000)).length());
    }
}
