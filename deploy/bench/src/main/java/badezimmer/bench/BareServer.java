package badezimmer.bench;

import java.nio.file.Files;
import java.nio.file.Path;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * The physical limit: Vert.x alone, with as many event loops as the gateway has, and a handler that writes bytes. Run as a
 * program of its own, with the gateway's JVM options.
 */
final class BareServer extends AbstractVerticle {

    private final Buffer posted;
    private final Buffer got;

    private BareServer(Buffer posted, Buffer got) {
        this.posted = posted;
        this.got = got;
    }

    /** @param files what a POST, and what a GET is answered with */
    public static void main(String... files) throws Exception {
        Buffer posted = Buffer.buffer(Files.readAllBytes(Path.of(files[0])));
        Buffer got = Buffer.buffer(Files.readAllBytes(Path.of(files[1])));
        Vertx vertx = Vertx.vertx();
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> new BareServer(posted, got), new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
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
                // The same number for all of them: below zero, Vert.x has instances share a free port.
                .listen(-1, "127.0.0.1")
                .onSuccess(server -> System.out.println("Listening on: http://127.0.0.1:" + server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
