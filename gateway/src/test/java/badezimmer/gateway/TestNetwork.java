package badezimmer.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The network of every test of the gateway: loopback, and a discovery port of its own, so that test runs beside each other
 * do not hear each other. Tests ask the configuration for {@code badezimmer.discovery.port}.
 */
@QuarkusTestResource(TestNetwork.class)
public class TestNetwork implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try (DatagramSocket free = new DatagramSocket(0)) {
            return Map.of(
                    "badezimmer.discovery.interfaces",
                    "lo",
                    "badezimmer.discovery.port",
                    Integer.toString(free.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException("no UDP port is free", e);
        }
    }

    @Override
    public void stop() {}
}
