package badezimmer.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import badezimmer.gateway.command.DeviceException;
import badezimmer.proto.ErrorCode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandBodyTest {

    @Test
    void readsWhatIsThere() {
        CommandBody body = parse("{\"turn_on\": false, \"brightness\": 75}");
        assertEquals(Optional.of(false), body.flag("turn_on"));
        assertEquals(Optional.of(75), body.integer("brightness"));
        assertEquals(Optional.empty(), body.integer("color"));
    }

    @Test
    void takesNullForAbsent() {
        CommandBody body = parse("{\"turn_on\": null, \"color\": null}");
        assertEquals(Optional.empty(), body.flag("turn_on"));
        assertEquals(Optional.empty(), body.integer("color"));
    }

    @Test
    void anIntegerOfAnySizeStaysOutOfRange() {
        assertEquals(
                Optional.of(Integer.MAX_VALUE),
                parse("{\"brightness\": 4294967396}").integer("brightness"));
        assertEquals(
                Optional.of(Integer.MIN_VALUE),
                parse("{\"brightness\": -4294967296}").integer("brightness"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"turn_on": "yes"}                | turn_on    | true or false
                    {"turn_on": 1}                    | turn_on    | true or false
                    {"brightness": "75"}              | brightness | an integer
                    {"brightness": 7.5}               | brightness | an integer
                    {"brightness": true}              | brightness | an integer
                    {"color": [1]}                    | color      | an integer
                    {"color": 99999999999999999999999} | color     | an integer
                    {"turn_on": true, "colour": 255}  | colour     | allowed are brightness, color, turn_on
                    {"turn_on":                       | body       | no JSON
                    []                                | body       | no JSON object
                    17                                | body       | no JSON object
                    """)
    void namesWhatIsWrong(String json, String field, String part) {
        DeviceException refused = assertThrows(DeviceException.class, () -> {
            CommandBody body = parse(json);
            body.flag("turn_on");
            body.integer("brightness");
            body.integer("color");
        });
        assertEquals(ErrorCode.INVALID_COMMAND, refused.details().getCode());
        assertEquals(field, refused.details().getMetadataOrThrow("field"));
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }

    @Test
    void refusesNothingAtAll() {
        assertThrows(DeviceException.class, () -> parse(""));
    }

    private static CommandBody parse(String json) {
        return CommandBody.parse(json.getBytes(StandardCharsets.UTF_8), Set.of("turn_on", "brightness", "color"));
    }
}
