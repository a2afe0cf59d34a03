package badezimmer.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What keeps a program from starting is said in a sentence that names the key, the value and what is allowed. */
class StartFailureIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            devices/sink       | badezimmer.discovery.probe-interval | 9m     | 10ms to 5s
            devices/sink       | badezimmer.discovery.ttl            | 3s     | 15s to 4500s
            devices/sink       | badezimmer.discovery.group          | 10.0.0.1 | an IPv4 multicast address
            devices/sink       | badezimmer.discovery.interfaces     | eth77  | any of this machine's
            devices/light-lamp | badezimmer.device.name              | a.b    | without a dot
            devices/light-lamp | badezimmer.lnk.port                 | 1      | badezimmer.lnk.port
            devices/light-lamp | badezimmer.discovery.port           | many   | many
            devices/light-lamp | badezimmer.device.name              | K\uFFFD\uFFFDche | text in UTF-8
            devices/sink       | quarkus.http.port                   | 99999  | 0 to 65535
            gateway            | quarkus.http.port                   | 99999  | 0 to 65535
            gateway            | quarkus.http.port                   | -5     | 0 to 65535
            gateway            | quarkus.http.host                   | 192.0.2.1 | an address of this machine
            gateway            | badezimmer.registry.max-devices     | 0      | 1 or more
            gateway            | badezimmer.discovery.interfaces     | eth77  | any of this machine's
            gateway            | badezimmer.network.allowed          | home   | 192.168.7.0/24
            gateway            | badezimmer.command.timeout          | 1h     | 1ms to 1m
            gateway            | badezimmer.comand.timeout           | 5s     | badezimmer.comand.timeout
            """)
    void aBadSettingIsRefused(String module, String key, String value, String allowed) {
        assertRefuses(module, key, value, allowed);
    }

    @Test
    void aTakenHttpPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefuses("gateway", "quarkus.http.port", port, port);
            assertRefuses("devices/sink", "quarkus.http.port", port, port);
        }
    }

    @Test
    void aTakenLinkPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefuses("devices/sink", "badezimmer.link.port", port, "a port that is free");
        }
    }

    private static void assertRefuses(String module, String key, String value, String allowed) {
        try (Network network = new Network()) {
            Program program = network.start(module, key, value);
            assertEquals(1, program.awaitExit(), program::output);
            String output = program.output();
            assertTrue(output.contains(key), output);
            assertTrue(output.contains(allowed), output);
            assertFalse(output.contains("\tat "), () -> "a stack trace: " + output);
        }
    }
}
