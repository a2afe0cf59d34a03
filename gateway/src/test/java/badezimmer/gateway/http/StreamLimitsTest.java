package badezimmer.gateway.http;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StreamLimitsTest {

    private final StreamLimits streams = new StreamLimits();

    @Test
    void oneAddressHasAPartOfThem() {
        List<Runnable> taken = take("10.0.0.1", StreamLimits.EACH);
        assertTrue(streams.take("10.0.0.1").isEmpty());
        assertTrue(streams.take("10.0.0.2").isPresent());
        taken.getFirst().run();
        taken.getFirst().run();
        assertEquals(1, take("10.0.0.1", 2).size());
    }

    @Test
    void thereAreSoManyInAll() {
        for (int address = 1; address <= StreamLimits.ALL / StreamLimits.EACH; address++) {
            take("10.0.0." + address, StreamLimits.EACH);
        }
        assertTrue(streams.take("10.0.0.99").isEmpty());
    }

    private List<Runnable> take(String address, int count) {
        List<Runnable> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            streams.take(address).ifPresent(taken::add);
        }
        return taken;
    }
}
