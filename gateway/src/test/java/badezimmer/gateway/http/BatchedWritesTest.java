package badezimmer.gateway.http;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Each write is a chunk of the answer's body: what went out together is told by that. */
class BatchedWritesTest {

    private static final String KIB = "x".repeat(1 << 10);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        finish(vertx.close());
    }

    @Test
    void partsOfOneTurnGoOutTogetherAndInTheirOrder() throws Exception {
        String body = body((response, context) -> {
            BatchedWrites writes = new BatchedWrites(response, context);
            writes.write(Buffer.buffer("a"));
            writes.write(Buffer.buffer("b"));
            context.runOnContext(later -> {
                writes.write(Buffer.buffer("c"));
                writes.write(Buffer.buffer("d"));
                context.runOnContext(end -> response.end());
            });
        });
        assertEquals("2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n", body);
    }

    @Test
    void whatIsTakenIsNotWrittenAgain() throws Exception {
        String body = body((response, context) -> {
            BatchedWrites writes = new BatchedWrites(response, context);
            writes.write(Buffer.buffer("a"));
            Buffer last = writes.taken().appendString("z");
            // After the turn in which it would have been written.
            context.runOnContext(later -> context.runOnContext(end -> response.end(last)));
        });
        assertEquals("2\r\naz\r\n0\r\n\r\n", body);
    }

    @Test
    void aFullBatchDoesNotWaitForTheEndOfTheTurn() throws Exception {
        String body = body((response, context) -> {
            BatchedWrites writes = new BatchedWrites(response, context);
            for (int i = 0; i < 40; i++) {
                writes.write(Buffer.buffer(KIB));
            }
            response.end(writes.taken());
        });
        assertEquals(chunk(16) + chunk(16) + chunk(8) + "0\r\n\r\n", body);
    }

    private interface Answer {
        void give(HttpServerResponse response, Context context);
    }

    private String body(Answer answer) throws Exception {
        int port = finish(vertx.createHttpServer()
                        .requestHandler(
                                request -> answer.give(request.response().setChunked(true), vertx.getOrCreateContext()))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return all.substring(all.indexOf("\r\n\r\n") + 4);
        }
    }

    private static String chunk(int kibibytes) {
        return Integer.toHexString(kibibytes << 10) + "\r\n" + KIB.repeat(kibibytes) + "\r\n";
    }

    private static <T> T finish(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
