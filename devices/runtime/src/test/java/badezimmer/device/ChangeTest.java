package badezimmer.device;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

class ChangeTest {

    private final AtomicReference<String> driver = new AtomicReference<>();

    @Test
    void handsTheDriverTheStateThatAllFieldsMake() {
        Outcome outcome = Change.of("action", "a")
                .set(state -> state + "b", "B was set.")
                .within("c", 5, 5, 5)
                .set(state -> state + "c", "C was set.")
                .applyTo(driver::set);

        assertEquals("abc", driver.get());
        assertEquals(new Outcome.Done("B was set. C was set."), outcome);
    }

    @Test
    void oneRefusedFieldLeavesTheDriverAlone() {
        Outcome outcome = Change.of("action", "a")
                .set(state -> state + "b", "B was set.")
                .within("c", 6, 0, 5)
                .set(state -> state + "c", "C was set.")
                .applyTo(driver::set);

        assertNull(driver.get());
        assertEquals("c is 6, allowed is 0 to 5", refusal(outcome).getMessage());
    }

    @Test
    void theFirstRefusalIsReported() {
        Outcome outcome = Change.of("action", "a")
                .within("first", -1, 0, 5)
                .within("second", 6, 0, 5)
                .applyTo(driver::set);

        assertEquals("first", refusal(outcome).getMetadataOrThrow("field"));
    }

    @Test
    void noFieldAtAllIsRefused() {
        ErrorDetails refusal = refusal(Change.of("action", "a").applyTo(driver::set));

        assertNull(driver.get());
        assertEquals(ErrorCode.VALIDATION_ERROR, refusal.getCode());
        assertEquals("action is empty, allowed is at least one field set", refusal.getMessage());
    }

    private static ErrorDetails refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).error();
    }
}
