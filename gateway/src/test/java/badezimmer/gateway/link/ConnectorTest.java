package badezimmer.gateway.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

class ConnectorTest {

    private static final int MANY = 32;

    private final Vertx vertx = Vertx.vertx();
    private final Connector connector = new Connector(vertx, Duration.ofSeconds(4));
    private final List<String> failed = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whereManyWhoWereNeverReachedAreTriedTheOthersOfThemGetLessTime() throws IOException {
        try (MuteServer mute = new MuteServer("127.0.0.5")) {
            InetSocketAddress address = mute.address();
            vertx.runOnContext(any -> {
                connect(address, "reached", true);
                for (int i = 0; i < MANY; i++) {
                    connect(address, "never reached", false);
                }
                connect(address, "one too many", false);
            });
            await().until(() -> failed.size() == MANY + 2);
            assertEquals("one too many", failed.getFirst());
        }
    }

    private void connect(InetSocketAddress address, String name, boolean reached) {
        connector.connect(address, reached).onFailure(any -> failed.add(name));
    }
}
