package badezimmer.discovery;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Lamp, lamp",
        "LIGHT LAMP, light lamp",
        "K\u00fcche, Ku\u0308che",
        "K\u00fcche, k\u00fcche",
        "H\u0331, \u1e96",
        "\u212a, k",
        "\ud834\udd5e, \ud834\udd57\ud834\udd65"
    })
    void areOne(String one, String other) {
        assertTrue(Names.same(one, other));
        assertTrue(Names.same(other, one));
    }

    @ParameterizedTest
    @CsvSource({"Lamp, Lamp-2", "K\u00fcche, K\u00dcCHE", "Stra\u00dfe, Strasse", "\u0131, i", "\u0130, i", "\ufb01, fi"
    })
    void areTwo(String one, String other) {
        assertFalse(Names.same(one, other));
    }

    @Test
    void aTurkishMachineComparesAsEveryOther() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertEquals("sink", Names.key("SINK"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aDomainNameMayLackItsFinalDot() {
        assertEquals(Names.keyOfDomain("Lamp._lightlamp._tcp.local."), Names.keyOfDomain("lamp._LightLamp._tcp.local"));
    }

    @Test
    void aKeyIsItsOwnKeyInEveryFormOfTheName() {
        Random random = new Random(6_762);
        List<Integer> alphabet = List.of(
                (int) 'A', (int) 'h', (int) 'U', (int) 'I', 0x308, 0x331, 0x307, 0xfc, 0xdc, 0x130, 0x212a, 0xdf,
                0x1d15e, 0xac00, 0xd800);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(random.nextInt(1, 6), 0, alphabet.size()).forEach(at -> name.appendCodePoint(alphabet.get(at)));
            String key = Names.key(name.toString());
            assertEquals(key, Names.key(key));
            assertEquals(key, Names.key(Normalizer.normalize(name, Form.NFD)), name::toString);
            assertEquals(key, Names.key(Normalizer.normalize(name, Form.NFC)), name::toString);
        }
    }
}
