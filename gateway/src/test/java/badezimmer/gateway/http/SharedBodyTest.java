package badezimmer.gateway.http;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static badezimmer.device.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

/** Everybody gets the whole of one state, however slowly, and no state stays in memory that nobody reads. */
class SharedBodyTest {

    /** Far more than what socket buffers hold. */
    private static final int LENGTH = 2 << 20;

    private static final int SOCKET_BUFFER = 16 << 10;

    private record State(char letter) {
        byte[] encoded() {
            byte[] body = new byte[LENGTH];
            Arrays.fill(body, (byte) letter);
            return body;
        }
    }

    private final SharedBody<State> body = new SharedBody<>(State::encoded);
    private final Vertx vertx = Vertx.vertx();
    private final long heldBefore = held();
    private volatile State now = new State('a');
    private int port;

    @BeforeEach
    void serve() throws Exception {
        port = finish(vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(SOCKET_BUFFER))
                        .requestHandler(request -> body.send(request.response(), now))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        finish(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void whoReadsSlowlyGetsWhatWasTrueWhenItAsked(HttpVersion version) throws Exception {
        HttpClientResponse slow = finish(paused(version));
        for (char letter = 'b'; letter < 'g'; letter++) {
            now = new State(letter);
            assertArrayEquals(now.encoded(), read(finish(paused(version))));
        }
        assertArrayEquals(new State('a').encoded(), read(slow));
        await().until(() -> bodies() == 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void whatAClientLeftUnreadIsNotKept(HttpVersion version) throws Exception {
        HttpClientResponse slow = finish(paused(version));
        now = new State('b');
        read(finish(paused(version)));
        await().until(() -> bodies() == 2);
        slow.request().connection().close();
        await().until(() -> bodies() == 1);
    }

    private Future<HttpClientResponse> paused(HttpVersion version) {
        return vertx.createHttpClient(new HttpClientOptions()
                        .setReceiveBufferSize(SOCKET_BUFFER)
                        .setProtocolVersion(version)
                        .setHttp2ClearTextUpgrade(false))
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> request.send().onSuccess(HttpClientResponse::pause));
    }

    private static byte[] read(HttpClientResponse response) throws Exception {
        Future<Buffer> whole = response.body();
        response.resume();
        return finish(whole).getBytes();
    }

    /** How many bodies lie outside of the heap, of those that came since this test began. */
    private long bodies() {
        return (held() - heldBefore) / LENGTH;
    }

    /** In bytes; beside bodies some few that Netty takes for itself. */
    private static long held() {
        return UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private static <T> T finish(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
