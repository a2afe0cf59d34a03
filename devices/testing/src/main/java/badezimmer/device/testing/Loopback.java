package badezimmer.device.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A network of the test's own: loopback, and a UDP port that nobody else uses. Every {@link Neighbor} field of the test is
 * set. Arguments of the resource are configuration of the device.
 */
public final class Loopback implements QuarkusTestResourceLifecycleManager {

    private final Map<String, String> config = new HashMap<>();
    private Neighbor neighbor;

    @Override
    public void init(Map<String, String> arguments) {
        config.putAll(arguments);
    }

    @Override
    public Map<String, String> start() {
        int port = freePort();
        try {
            neighbor = new Neighbor(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config.put("badezimmer.discovery.interfaces", "lo");
        config.put("badezimmer.discovery.port", Integer.toString(port));
        config.put("badezimmer.discovery.probe-interval", "20ms");
        config.put("badezimmer.device.read-interval", "20ms");
        config.put("badezimmer.link.frame-timeout", "300ms");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(neighbor, new TestInjector.MatchesType(Neighbor.class));
    }

    @Override
    public void stop() {
        neighbor.close();
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
