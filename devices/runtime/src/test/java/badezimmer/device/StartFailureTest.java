package badezimmer.device;

import java.net.BindException;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import badezimmer.discovery.Check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StartFailureTest {

    @Test
    void aRefusedValueIsItsOwnExplanation() {
        assertEquals(
                "badezimmer.link.port is 70000, allowed is 0 to 65535",
                explainConfig(() -> Check.that(false, "badezimmer.link.port", 70_000, "0 to 65535")));
    }

    @Test
    void anUnknownKeyIsNamed() {
        assertEquals(
                "badezimmer.link.prot is set, but there is no such key, allowed are badezimmer.link.frame-timeout,"
                        + " badezimmer.link.max-connections, badezimmer.link.port, badezimmer.link.silence",
                explainMapping("badezimmer.link.prot", "5"));
    }

    @Test
    void aValueOfAnotherKindIsNamedWithItsKeyAndWhatIsAllowed() {
        assertEquals(
                "badezimmer.link.port is abc, allowed is a whole number",
                explainMapping("badezimmer.link.port", "abc"));
    }

    @Test
    void aDurationThatIsNoneIsNamedWithItsKey() {
        assertEquals(
                "badezimmer.link.silence is soon, allowed is a duration, e.g. 15s, 200ms or PT1H",
                explainMapping("badezimmer.link.silence", "soon"));
    }

    @Test
    void aTakenHttpPortIsNamed() {
        assertEquals(
                "quarkus.http.port is 8101, allowed is a free port: another process uses this one",
                StartFailure.explain(
                        new IllegalStateException(new QuarkusBindException("0.0.0.0", 8101, new BindException()))));
    }

    @Test
    void anAddressThatIsNotThisMachinesIsNamedByItsKey() {
        String said = StartFailure.explain(new QuarkusBindException("192.0.2.1", -1, new BindException()));
        assertTrue(said.startsWith("quarkus.http.host is "), said);
        assertTrue(said.endsWith(", allowed is an address of this machine, or 0.0.0.0 for all"), said);
    }

    @Test
    void whatNobodyForesawIsSaidByTypeAndMessageAndKeepsItsTrace() {
        String said =
                StartFailure.explain(new IllegalStateException("Failed", new IllegalArgumentException("surprise")));
        assertTrue(said.startsWith("The device could not start: IllegalArgumentException: surprise\n"), said);
        assertTrue(said.contains("at badezimmer.device"), said);
    }

    @Test
    void aMissingMessageIsLeftOut() {
        String said = StartFailure.explain(new IllegalStateException(new NullPointerException()));
        assertTrue(said.startsWith("The device could not start: NullPointerException\n"), said);
    }

    private static String explainConfig(Runnable check) {
        try {
            check.run();
            throw new AssertionError("not refused");
        } catch (IllegalArgumentException e) {
            return StartFailure.explain(new IllegalStateException("Failed to start", e));
        }
    }

    private static String explainMapping(String key, String value) {
        try {
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(LinkConfig.class)
                    .withDefaultValue(key, value)
                    .build();
            throw new AssertionError("not refused");
        } catch (ConfigValidationException e) {
            return StartFailure.explain(new IllegalStateException("Failed to start", e));
        }
    }
}
