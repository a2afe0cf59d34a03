package badezimmer.swarm;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.MainClasses;
import badezimmer.device.testing.StaticState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Here, because the swarm alone has every device and their runtime on its class path. */
class NativeImageTest {

    static final class HoldsAnAddress {
        static final List<Optional<InetAddress>> HELD = List.of(Optional.of(InetAddress.getLoopbackAddress()));
    }

    static final class HoldsItInALambda {
        static final Supplier<Object> HELD = captured(new Random(1));

        private static Supplier<Object> captured(Random random) {
            return random::nextInt;
        }
    }

    static final class ReadsAClock {
        static final long HELD = read();

        private static long read() {
            return System.nanoTime();
        }
    }

    static final class IsFit {
        static final Supplier<Long> LATER = System::nanoTime;
        static final List<String> WORDS = List.of("fit");
    }

    @Test
    void noStaticStateOfADeviceIsUnfitForANativeImage() {
        List<Class<?>> classes = MainClasses.onTheClassPath();

        assertTrue(classes.contains(Swarm.class), () -> "not found among " + classes.size() + " classes");
        assertEquals(List.of(), StaticState.unfitForAnImage(classes));
    }

    @Test
    void whatIsUnfitIsFound() {
        List<String> findings = StaticState.unfitForAnImage(
                List.of(HoldsAnAddress.class, HoldsItInALambda.class, ReadsAClock.class, IsFit.class));

        for (Class<?> unfit : List.of(HoldsAnAddress.class, HoldsItInALambda.class, ReadsAClock.class)) {
            assertTrue(findings.stream().anyMatch(finding -> finding.contains(unfit.getName())), findings::toString);
        }
        assertTrue(findings.stream().noneMatch(finding -> finding.contains("IsFit")), findings::toString);
    }
}
