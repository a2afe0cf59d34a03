package badezimmer.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HealthProbeTest {

    private HttpServer service;
    private volatile int status;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void succeedsWhenTheServiceIsReady() {
        status = 200;
        assertEquals(0, HealthProbe.ask("--health", port()));
    }

    @Test
    void failsWhenTheServiceIsNotReady() {
        status = 503;
        assertEquals(1, HealthProbe.ask("--health", port()));
    }

    @Test
    void failsWhenNothingListens() {
        String port = port();
        service.stop(0);
        assertEquals(1, HealthProbe.ask("--health", port));
    }

    @Test
    void failsWhenThePortIsNone() {
        assertEquals(1, HealthProbe.ask("--health", "eighty"));
        assertEquals(1, HealthProbe.ask("--health", "70000"));
    }

    @Test
    void isAskedByTheLastArgumentsWhateverComesBefore() {
        assertTrue(HealthProbe.isAsked("--health", "8101"));
        assertTrue(HealthProbe.isAsked("-jar", "quarkus-run.jar", "--health", "8101"));
        assertFalse(HealthProbe.isAsked());
        assertFalse(HealthProbe.isAsked("--health"));
        assertFalse(HealthProbe.isAsked("--health", "8101", "more"));
    }

    private String port() {
        return Integer.toString(service.getAddress().getPort());
    }
}
