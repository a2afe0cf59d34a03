package badezimmer.sink;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.FakeClock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SimulatedFaucetTest {

    private final FakeClock clock = new FakeClock();
    private final SimulatedFaucet faucet = new SimulatedFaucet(() -> 6, clock);

    @Test
    void startsClosedAndDry() {
        clock.advance(Duration.ofSeconds(30));

        assertFalse(faucet.isOpen());
        assertEquals(0, faucet.liters());
    }

    @Test
    void waterFlowsWhileItIsOpen() {
        faucet.turn(true);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(3, faucet.liters(), 1e-9);

        faucet.turn(false);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(3, faucet.liters(), 1e-9);
    }

    @Test
    void turningItOnTwiceLosesNoWater() {
        faucet.turn(true);
        clock.advance(Duration.ofSeconds(10));
        faucet.turn(true);
        clock.advance(Duration.ofSeconds(10));

        assertEquals(2, faucet.liters(), 1e-9);
    }

    @Test
    void aLeapOfTheClockIsNotWater() {
        faucet.turn(true);
        clock.advance(Duration.ofDays(20_000));
        assertEquals(0, faucet.liters());

        clock.advance(Duration.ofDays(-20_000));
        assertEquals(0, faucet.liters());
    }

    @Test
    void refusesAFlowThatCannotBe() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new SimulatedFaucet(() -> -1, clock));

        assertEquals("badezimmer.sink.flow is -1.0, allowed is 0.0 to 1000.0", refusal.getMessage());
    }
}
