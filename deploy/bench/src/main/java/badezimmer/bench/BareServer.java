package badezimmer.bench;

import java.nio.file.Files;
import java.nio.file.Path;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * The physical limit: Vert.x alone, with one event loop as the gateway has, and a handler that writes bytes. Run as a
 * program of its own, with the gateway's JVM options.
 */
final class BareServer {

    private BareServer() {}

    /** @param files what a POST, and what a GET is answered with */
    public static void main(String... files) throws Exception {
        Buffer posted = Buffer.buffer(Files.readAllBytes(Path.of(files[0])));
        Buffer got = Buffer.buffer(Files.readAllBytes(Path.of(files[1])));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    if (request.method() == HttpMethod.POST) {
                        request.response()
                                .putHeader("content-type", Bathroom.GRPC_WEB)
                                .end(posted);
                    } else {
                        request.response()
                                .putHeader("content-type", "application/json;charset=UTF-8")
                                .end(got);
                    }
                })
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("Listening on: http://127.0.0.1:" + server.actualPort()))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }
}
