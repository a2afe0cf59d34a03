package badezimmer.gateway.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address where a connection is neither accepted nor refused: its queue is full. */
final class MuteServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();

    MuteServer(String address) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.ofLiteral(address));
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(server.getLocalSocketAddress(), 300);
                queue.add(socket);
            } catch (SocketTimeoutException e) {
                socket.close();
                return;
            }
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queue) {
            socket.close();
        }
        server.close();
    }
}
