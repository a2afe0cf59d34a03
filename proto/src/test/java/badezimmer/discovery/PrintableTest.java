package badezimmer.discovery;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PrintableTest {

    @Test
    void lettersOfEveryScriptStayAsTheyAre() {
        String text = "Spülbecken 洗面台 حمام 🚿 K\u0308 \ufffd \\";
        assertEquals(text, Printable.text(text));
    }

    @Test
    void controlsAreEscaped() {
        assertEquals(
                "Lamp\\u001B[2J\\nINFO all is well\\r\\t\\u0000\\u007F\\u009B",
                Printable.text("Lamp\u001b[2J\nINFO all is well\r\t\u0000\u007f\u009b"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067,
                0x2068, 0x2069, 0xFEFF
            })
    void charactersThatChangeHowOthersReadAreEscaped(int c) {
        assertEquals("a\\u%04Xb".formatted(c), Printable.text("a" + Character.toString(c) + "b"));
    }

    @Test
    void aTagCharacterIsEscapedByItsWholeNumber() {
        assertEquals("\\u{E0041}", Printable.text(Character.toString(0xE0041)));
    }

    @Test
    void aLogEntrysParametersAreEscapedWhateverTheirType() {
        ExtLogRecord entry = new ExtLogRecord(Level.INFO, "%s, %s, %d", FormatStyle.PRINTF, "test");
        entry.setParameters(new Object[] {"a\nb", List.of("c\u202ed"), 7});
        Printable.make(entry);
        assertEquals("a\\nb, [c\\u202Ed], 7", entry.getFormattedMessage());
    }

    @Test
    void aLogEntryThatWasPutTogetherBeforeIsEscaped() {
        ExtLogRecord entry = new ExtLogRecord(Level.INFO, "It's {0} 100%\u2066", FormatStyle.NO_FORMAT, "test");
        Printable.make(entry);
        assertEquals("It's {0} 100%\\u2066", entry.getFormattedMessage());
    }

    @Test
    void whatAnExceptionSaysIsEscapedItsTraceStays() {
        ExtLogRecord entry = new ExtLogRecord(Level.ERROR, "It failed", "test");
        Exception thrown = new IllegalStateException("outer", new IllegalArgumentException("in\u001bner"));
        thrown.addSuppressed(new IllegalStateException("be\nside"));
        entry.setThrown(thrown);
        Printable.make(entry);
        StringWriter out = new StringWriter();
        entry.getThrown().printStackTrace(new PrintWriter(out));
        String printed = out.toString();
        assertTrue(printed.contains("java.lang.IllegalArgumentException: in\\u001Bner"), printed);
        assertTrue(printed.contains("java.lang.IllegalStateException: be\\nside"), printed);
        assertTrue(printed.contains("at badezimmer.discovery.PrintableTest"), printed);
        assertFalse(printed.contains("\u001b"), printed);
    }

    @Test
    void anExceptionThatIsPrintableStaysWhatItIs() {
        ExtLogRecord entry = new ExtLogRecord(Level.ERROR, "It failed", "test");
        Exception thrown = new IllegalStateException("plain");
        entry.setThrown(thrown);
        Printable.make(entry);
        assertEquals(thrown, entry.getThrown());
    }
}
