package badezimmer.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The loopback interface with a discovery port of its own, and the programs that meet there. All end when it is closed. */
final class Network implements AutoCloseable {

    private final int discoveryPort = freeUdpPort();
    private final Deque<Program> programs = new ArrayDeque<>();

    int discoveryPort() {
        return discoveryPort;
    }

    /** Starts a program here; {@code settings} are pairs of key and value. */
    Program start(String module, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "badezimmer.discovery.interfaces",
                "lo",
                "badezimmer.discovery.port",
                Integer.toString(discoveryPort),
                "quarkus.http.port",
                "0",
                "quarkus.http.host",
                "127.0.0.1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Program program = new Program(module, all);
        programs.push(program);
        return program;
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
    }

    static int freeTcpPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
