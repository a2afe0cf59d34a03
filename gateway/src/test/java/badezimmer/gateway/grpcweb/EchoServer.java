package badezimmer.gateway.grpcweb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;

/**
 * {@link EchoService} behind the bridge and nothing else, on a free port of loopback. What {@code Say} answers to an empty
 * message is ready before anybody asks.
 */
final class EchoServer implements AutoCloseable {

    static final int MAX_MESSAGE = 64 * 1024;

    final List<Status.Code> refusals = new CopyOnWriteArrayList<>();
    final EchoService service = new EchoService();
    final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    EchoServer() throws Exception {
        FramedAnswer nothingSaid = new FramedAnswer(new NothingSaid(), new SimpleMeterRegistry());
        GrpcWebHandler handler = new GrpcWebHandler(
                vertx,
                new Methods(Stream.of(service), Stream.empty()),
                Map.of(nothingSaid.path(), nothingSaid),
                MAX_MESSAGE,
                refusals::add);
        Router router = Router.router(vertx);
        router.post().handler(handler::post);
        router.route().handler(handler::otherVerb);
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    /** A client with a single connection. */
    HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(server.actualPort())
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setMaxPoolSize(1)
                .setHttp2MaxPoolSize(1));
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }

    private record NothingSaid() implements ReadyAnswer {

        @Override
        public String service() {
            return "test.Echo";
        }

        @Override
        public String method() {
            return "Say";
        }

        @Override
        public ByteString message() {
            return ByteString.EMPTY;
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
