package badezimmer.gateway.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a wrong value gets, and what no value at all gets. */
class CheckedConfigTest {

    @Test
    void hasTheDefaultsOfTheProtocol() {
        CheckedConfig config = config(Map.of());
        assertEquals(5369, config.discovery().port());
        assertEquals("224.0.0.251", config.discovery().group());
        assertEquals(Duration.ofSeconds(15), config.link().pingInterval());
        assertEquals(Duration.ofSeconds(3), config.link().pingTimeout());
        assertEquals(Duration.ofSeconds(5), config.commandTimeout());
        assertEquals(Duration.ofSeconds(1), config.healthTimeout());
        assertEquals(Duration.ofHours(1), config.devices().forgetAfter());
        assertEquals(8192, config.devices().max());
        assertEquals(64, config.devices().maxPerSource());
    }

    @Test
    void oneSettingIsEnoughForABridgeWithManyDevices() {
        CheckedConfig config = config(Map.of("badezimmer.registry.max-devices-per-source", "16384"));
        assertEquals(16_384, config.devices().maxPerSource());
        assertEquals(16_384, config.devices().max());
        assertEquals(16_384, config.discovery().limits().servicesPerSource());
        assertEquals(16_384, config.discovery().limits().services());
        assertEquals(16_384, config.discovery().limits().sourceRate());
        assertEquals(16_384, config.discovery().limits().totalRate());
    }

    @Test
    void readsNetworks() {
        CheckedConfig config = config(Map.of("badezimmer.network.allowed", "10.1.0.0/16, 192.0.2.7"));
        assertEquals(2, config.allowed().size());
        assertTrue(config.allowed().getLast().contains(InetAddress.ofLiteral("192.0.2.7")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    badezimmer.discovery.port                | 70000       | 1 to 65535
                    badezimmer.discovery.group               | 10.0.0.1    | 224.0.0.0 to 239.255.255.255
                    badezimmer.link.ping-interval            | 0s          | 1ms to 24h
                    badezimmer.link.max-queue                | 0           | 1 or more
                    badezimmer.link.max-message              | 10          | 1024 to 16777216 (bytes)
                    badezimmer.command.timeout               | 2m          | 1ms to 1m
                    badezimmer.health.interval               | 10ms        | 1s to 24h
                    badezimmer.registry.max-devices          | 0           | 1 or more
                    badezimmer.registry.forget-offline-after | 0s          | 1ms to 8760h
                    badezimmer.network.allowed               | 10.0.0.0/99 | 192.168.7.0/24
                    """)
    void refusesWhatIsOutOfRangeWithKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> config(Map.of(key, value)));
        String sentence = StartFailure.explain(new RuntimeException("Failed to start", refused));
        assertTrue(sentence.startsWith(key + " is " + value), sentence);
        assertTrue(sentence.contains(allowed), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    badezimmer.command.timeout | soon  | badezimmer.command.timeout is soon, allowed is a duration, e.g. 15s, 200ms or PT1H
                    badezimmer.discovery.port  | many  | badezimmer.discovery.port is many, allowed is a whole number
                    badezimmer.comand.timeout  | 5s    | badezimmer.comand.timeout is no key of the gateway, allowed are badezimmer.command.timeout,
                    """)
    void refusesWhatItCanNotRead(String key, String value, String sentence) {
        ConfigValidationException refused =
                assertThrows(ConfigValidationException.class, () -> config(Map.of(key, value)));
        String explained = StartFailure.explain(new RuntimeException("Failed to start", refused));
        assertTrue(explained.startsWith(sentence), explained);
        assertEquals(1, explained.lines().count());
    }

    @Test
    void namesThePortThatIsTaken() {
        Exception failure =
                new RuntimeException(new QuarkusBindException("0.0.0.0", 8000, new java.net.BindException()));
        assertEquals(
                "quarkus.http.port is 8000, allowed is a free port: another process uses this one",
                StartFailure.explain(failure));
    }

    @Test
    void saysWhatNobodyForesawByTypeAndMessageAndKeepsItsTrace() {
        String said =
                StartFailure.explain(new IllegalStateException("Failed", new IllegalArgumentException("surprise")));
        assertTrue(said.startsWith("The gateway could not start: IllegalArgumentException: surprise\n"), said);
        assertTrue(said.contains("at badezimmer"), said);
    }

    @Test
    void leavesOutAMissingMessage() {
        String said = StartFailure.explain(new ConfigurationException(null, new NullPointerException()));
        assertTrue(said.startsWith("The gateway could not start: NullPointerException\n"), said);
    }

    private static CheckedConfig config(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 400))
                .build();
        return new CheckedConfig(config.getConfigMapping(GatewayConfig.class));
    }
}
